//! Drawing the next symbol from what a step says: softmax with a temperature, and the symbol that a random number falls to.

use crate::loss::softmax;

/// softmax(y / τ): p_j = e^{y_j/τ} / Σ_k e^{y_k/τ}. With τ = 1 these are the bits of the distribution on the tape; the smaller
/// τ, the surer (Ackley, Hinton & Sejnowski 1985).
pub fn softmax_at(logits: &[f64], temperature: f64) -> Vec<f64> {
    let scaled: Vec<f64> = logits.iter().map(|logit| logit / temperature).collect();
    let mut probs = vec![0.0; logits.len()];
    softmax(&scaled, &mut probs);
    probs
}

/// The symbol that u, uniform in [0, 1), falls to: the first k with u < p_0 + … + p_k. Where rounding leaves the sum of all at
/// or below u, it is the last symbol that can be drawn at all. `None` if none can, as when the probabilities are no numbers.
pub fn drawn(probs: &[f64], u: f64) -> Option<usize> {
    let mut sum = 0.0;
    let reached = probs.iter().position(|p| {
        sum += p;
        u < sum
    });
    reached.or_else(|| probs.iter().rposition(|p| *p > 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_symbol_has_its_part_of_the_unit_interval() {
        let probs = [0.25, 0.0, 0.5, 0.25];
        for (u, symbol) in [(0.0, 0), (0.2499, 0), (0.25, 2), (0.7499, 2), (0.75, 3), (0.9999, 3)] {
            assert_eq!(drawn(&probs, u), Some(symbol), "{u}");
        }
    }

    #[test]
    fn what_cannot_happen_is_never_drawn() {
        // Rounded down, the sum of all is less than 1.
        assert_eq!(drawn(&[0.3, 0.69, 0.0], 0.995), Some(1));
        assert_eq!(drawn(&[0.0, 1.0], 0.0), Some(1));
        assert_eq!(drawn(&[f64::NAN, f64::NAN], 0.5), None);
    }

    #[test]
    fn at_temperature_1_the_distribution_is_that_of_the_loss() {
        let logits = [0.3, -1.7, 2.9, 0.1, 0.0, 5.5, -3.25, 1.0, 0.7];
        let mut probs = [0.0; 9];
        softmax(&logits, &mut probs);
        assert_eq!(softmax_at(&logits, 1.0), probs);
    }

    #[test]
    fn temperature_divides_the_logits() {
        // e^{ln 4 / 2} : e^0 = 2 : 1.
        let probs = softmax_at(&[libm::log(4.0), 0.0], 2.0);
        assert!((probs[0] - 2.0 / 3.0).abs() < 1e-15 && (probs[1] - 1.0 / 3.0).abs() < 1e-15, "{probs:?}");
    }

    #[test]
    fn as_the_temperature_falls_the_likeliest_symbol_is_drawn() {
        let logits = [0.2, 0.5, 0.4];
        let p = [1.0, 0.1, 0.01, 0.001].map(|temperature| softmax_at(&logits, temperature)[1]);
        assert!(p.is_sorted() && p[3] > 1.0 - 1e-15, "{p:?}");
        assert!((1..100).all(|k| drawn(&softmax_at(&logits, 0.001), f64::from(k) / 100.0) == Some(1)));
    }
}
