//! How a trained net is written. All numbers are little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `UNRW` |
//! | 1 | the version, 1 |
//! | 4 | FNV-1a of all bytes after it |
//! | 1 | bits of a matrix's number |
//! | 1 | units |
//! | 2 each | length, inputs, outputs |
//!
//! Then the RNN, the LSTM and the GRU, of each the six tensors in the order of `PARAMETER_NAMES`: two bytes of the scale,
//! the upper half of an `f32`; then all levels, as many above the lowest as they are, in as many bits as they have, from
//! the lowest bit of each byte, and zeros up to a whole byte.

use unrolled_engine::{CellKind, Params};
use unrolled_tasks::own::fingerprint;

use super::round::{BIAS_BITS, Rounded, bits_of_tensors, top_level};
use super::{Net, WeightsFile};

const MAGIC: &[u8; 4] = b"UNRW";
const VERSION: u8 = 1;
/// Where the sum that is checked ends.
const SUMMED_FROM: usize = 9;
const HEADER: usize = 17;

/// A file that is not whole, or none of these files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: expected {wanted}, found {found}", .file.name())]
pub struct FileError {
    pub file: WeightsFile,
    pub wanted: String,
    pub found: String,
}

impl Net {
    /// The bytes of its file.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = vec![self.bits as u8, self.units as u8];
        for number in [self.length, self.inputs, self.outputs] {
            body.extend((number as u16).to_le_bytes());
        }
        for params in &self.params {
            for (tensor, bits) in params.tensors().into_iter().zip(bits_of_tensors(self.bits)) {
                write(&mut body, &Rounded::of(tensor, bits), bits);
            }
        }
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(fingerprint(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// # Errors
    /// What is wrong with the file.
    pub fn decode(file: WeightsFile, bytes: &[u8]) -> Result<Self, FileError> {
        let check = |is_so: bool, wanted: String, found: String| {
            if is_so { Ok(()) } else { Err(FileError { file, wanted, found }) }
        };
        check(bytes.starts_with(MAGIC), "a file that begins with UNRW".to_owned(), beginning(bytes))?;
        let size = |count: usize| format!("{count} bytes");
        check(bytes.len() >= HEADER, format!("at least {HEADER} bytes"), size(bytes.len()))?;
        check(bytes[4] == VERSION, format!("version {VERSION}"), format!("version {}", bytes[4]))?;
        let sum = fingerprint(&bytes[SUMMED_FROM..]);
        let wanted = u32::from_le_bytes([bytes[5], bytes[6], bytes[7], bytes[8]]);
        check(sum == wanted, format!("the checksum {wanted:08x}"), format!("{sum:08x}"))?;
        let (bits, units) = (u32::from(bytes[9]), usize::from(bytes[10]));
        let [length, inputs, outputs] =
            [11, 13, 15].map(|at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]])));
        check((2..=BIAS_BITS).contains(&bits), format!("2 to {BIAS_BITS} bits"), format!("{bits}"))?;
        let mut params = CellKind::ALL.map(|kind| Params::<f32>::zeros(Self::cell(kind), inputs, units, outputs));
        let bits_of = bits_of_tensors(bits);
        // Of the tensors that a network without an encoder has.
        let sizes = params.iter().flat_map(|params| params.tensors().into_iter().zip(bits_of));
        let wanted = HEADER + sizes.map(|(tensor, bits)| 2 + packed(tensor.len(), bits)).sum::<usize>();
        check(bytes.len() == wanted, size(wanted), size(bytes.len()))?;
        let mut rest = &bytes[HEADER..];
        for (tensor, bits) in params.iter_mut().flat_map(|params| params.tensors_mut().into_iter().zip(bits_of)) {
            let read = read(&mut rest, tensor.len(), bits);
            tensor.iter_mut().zip(read.values()).for_each(|(value, read)| *value = read);
        }
        Ok(Self { units, length, inputs, outputs, bits, params })
    }
}

fn beginning(bytes: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(MAGIC.len())]))
}

/// How many bytes some levels take.
fn packed(count: usize, bits: u32) -> usize {
    (count * bits as usize).div_ceil(8)
}

fn write(bytes: &mut Vec<u8>, tensor: &Rounded, bits: u32) {
    bytes.extend(((tensor.scale.to_bits() >> 16) as u16).to_le_bytes());
    let (mut waiting, mut count) = (0_u32, 0);
    for level in &tensor.levels {
        waiting |= ((i32::from(*level) + i32::from(top_level(bits))) as u32) << count;
        count += bits;
        while count >= 8 {
            bytes.push(waiting as u8);
            waiting >>= 8;
            count -= 8;
        }
    }
    if count > 0 {
        bytes.push(waiting as u8);
    }
}

/// Takes a tensor from the beginning of some bytes that are long enough.
fn read(rest: &mut &[u8], count: usize, bits: u32) -> Rounded {
    let scale = f32::from_bits(u32::from(u16::from_le_bytes([rest[0], rest[1]])) << 16);
    let (own, others) = rest[2..].split_at(packed(count, bits));
    *rest = others;
    let level = |index: usize| {
        let first = index * bits as usize;
        let pair = u16::from(own[first / 8]) | u16::from(own.get(first / 8 + 1).copied().unwrap_or(0)) << 8;
        let above = pair >> (first % 8) & ((1 << bits) - 1);
        (i32::from(above) - i32::from(top_level(bits))) as i8
    };
    Rounded { scale, levels: (0..count).map(level).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrolled_engine::Random;

    const FILE: WeightsFile = WeightsFile(None);

    fn net(bits: u32) -> Net {
        let mut random = Random::new(3, 0);
        let mut params = CellKind::ALL.map(|kind| Params::zeros(Net::cell(kind), 5, 3, 2));
        for tensor in params.iter_mut().flat_map(Params::tensors_mut) {
            tensor.iter_mut().for_each(|value| *value = random.gaussian() as f32);
        }
        Net { units: 3, length: 300, inputs: 5, outputs: 2, bits, params }
    }

    #[test]
    fn what_is_read_is_what_was_written_rounded() {
        for bits in 2..=8 {
            let net = net(bits);
            let params = net.params.each_ref().map(|params| super::super::rounded(params, bits));
            let read = Net::decode(FILE, &net.encode()).unwrap();
            assert_eq!(read, Net { params, ..net }, "{bits} bits");
            // What has been rounded once is not rounded further.
            assert_eq!(Net::decode(FILE, &read.encode()), Ok(read), "{bits} bits");
        }
    }

    #[test]
    fn a_tensor_is_written_as_the_page_says() {
        let mut bytes = Vec::new();
        write(&mut bytes, &Rounded { scale: 1.5, levels: vec![-3, 0, 3, 1, 2] }, 3);
        // 1.5 is 3FC0 0000; above −3 they are 0, 3, 6, 4, 5: 101 100 110 011 000.
        assert_eq!(bytes, [0xC0, 0x3F, 0b1001_1000, 0b0101_1001]);
        assert_eq!(read(&mut &bytes[..], 5, 3), Rounded { scale: 1.5, levels: vec![-3, 0, 3, 1, 2] });
    }

    fn check(change: impl FnOnce(&mut Vec<u8>), message: &str) {
        let mut bytes = net(4).encode();
        change(&mut bytes);
        assert_eq!(Net::decode(FILE, &bytes).unwrap_err().to_string(), message);
    }

    #[test]
    fn a_broken_file_is_named_with_what_was_found_and_wanted() {
        check(|bytes| bytes[0] = b'X', "hello.weights: expected a file that begins with UNRW, found \"XNRW\"");
        check(Vec::clear, "hello.weights: expected a file that begins with UNRW, found \"\"");
        check(|bytes| bytes.truncate(12), "hello.weights: expected at least 17 bytes, found 12 bytes");
        check(|bytes| bytes[4] = 2, "hello.weights: expected version 1, found version 2");
        let summed = |bytes: &mut Vec<u8>| {
            let sum = fingerprint(&bytes[SUMMED_FROM..]);
            bytes[5..9].copy_from_slice(&sum.to_le_bytes());
        };
        check(
            |bytes| {
                bytes.pop();
                summed(bytes);
            },
            "hello.weights: expected 214 bytes, found 213 bytes",
        );
        check(
            |bytes| {
                bytes[9] = 9;
                summed(bytes);
            },
            "hello.weights: expected 2 to 8 bits, found 9",
        );
        let whole = net(4).encode();
        for place in SUMMED_FROM..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            let error = Net::decode(FILE, &bytes).unwrap_err().to_string();
            assert!(error.starts_with("hello.weights: expected the checksum"), "{place}: {error}");
        }
    }
}
