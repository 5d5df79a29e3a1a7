//! Every shape against the plain triple loop, bit by bit.

use super::*;

/// Numbers of many magnitudes and both signs, so that another order of summation has other bits.
fn numbers<R: Real>(count: usize, seed: u64) -> Vec<R> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1u64 << 23) as f64 - 1.0
    };
    (0..count).map(|_| R::from_f64(next() * (8.0 * next()).exp2())).collect()
}

fn transposed<R: Real>(matrix: &[R], rows: usize, cols: usize) -> Vec<R> {
    (0..rows * cols).map(|at| matrix[at % rows * cols + at / rows]).collect()
}

/// C += A·B by the definition; A `(m, k)` with rows `lda` apart, C with rows `ldc` apart.
fn naive<R: Real>(shape: [usize; 3], a: &[R], lda: usize, b: &[R], c: &mut [R], ldc: usize) {
    let [m, k, n] = shape;
    for row in 0..m {
        for col in 0..n {
            for p in 0..k {
                c[row * ldc + col] += a[row * lda + p] * b[p * n + col];
            }
        }
    }
}

fn bits<R: Real>(values: &[R]) -> Vec<u64> {
    values.iter().map(|value| value.to_f64().to_bits()).collect()
}

const SIZES: [usize; 16] = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 65];

fn shapes() -> impl Iterator<Item = [usize; 3]> {
    let small = SIZES.into_iter().flat_map(|m| SIZES.into_iter().flat_map(move |k| SIZES.map(|n| [m, k, n])));
    small.chain([[0, 3, 4], [3, 0, 4], [3, 4, 0], [1, 513, 33], [5, 256, 20], [6, 257, 48], [37, 600, 13]])
}

fn check_gemm<R: Real>() {
    let mut scratch = GemmScratch::for_sizes(0);
    for [m, k, n] in shapes() {
        let (lda, ldc) = (k + m % 3, n + k % 2);
        let a = numbers::<R>(m * lda, 1);
        let b = numbers::<R>(k * n, 2);
        let before = numbers::<R>(m * ldc, 3);
        let mut packed = PackedMatrix::zeros(k, n);
        for accumulate in [false, true] {
            let mut expected = before.clone();
            if !accumulate {
                expected.iter_mut().enumerate().filter(|(at, _)| at % ldc < n).for_each(|(_, c)| *c = R::ZERO);
            }
            naive([m, k, n], &a, lda, &b, &mut expected, ldc);
            for transpose in [false, true] {
                match transpose {
                    false => packed.pack(&b),
                    true => packed.pack_transposed(&transposed(&b, k, n)),
                }
                let mut c = before.clone();
                gemm(m, (&a, lda), &packed, (&mut c, ldc), accumulate, &mut scratch);
                assert_eq!(bits(&c), bits(&expected), "{m}×{k}×{n}, += {accumulate}, packed transposed {transpose}");
            }
        }
    }
}

fn check_gemm_tn<R: Real>() {
    let mut scratch = GemmScratch::for_sizes(65);
    for [m, k, n] in shapes() {
        let (lda, ldb, ldc) = (m + k % 3, n + m % 2, n + k % 2);
        let a = numbers::<R>(k * lda, 4);
        let b = numbers::<R>(k * ldb, 5);
        let before = numbers::<R>(m * ldc, 6);
        let a_columns: Vec<R> = (0..m * k).map(|at| a[at % k * lda + at / k]).collect();
        let b_rows: Vec<R> = b.chunks(ldb.max(1)).flat_map(|row| row[..n].to_vec()).collect();
        let mut expected = before.clone();
        naive([m, k, n], &a_columns, k, &b_rows, &mut expected, ldc);
        let mut c = before.clone();
        gemm_tn([k, m, n], (&a, lda), (&b, ldb), (&mut c, ldc), &mut scratch);
        assert_eq!(bits(&c), bits(&expected), "{m}×{k}×{n}");
    }
}

#[test]
fn products_have_the_bits_of_the_plain_triple_loop() {
    check_gemm::<f32>();
    check_gemm::<f64>();
}

#[test]
fn weight_gradients_have_the_bits_of_the_plain_triple_loop() {
    check_gemm_tn::<f32>();
    check_gemm_tn::<f64>();
}

#[test]
#[should_panic(expected = "a (3, 4) matrix to pack")]
fn packing_another_shape_is_refused() {
    PackedMatrix::<f32>::zeros(3, 4).pack(&[0.0; 11]);
}
