//! Pairs of names and values as the text of a fragment. Where that is long, and shorter so, it is packed: `z` is the base64 (RFC
//! 4648, for addresses, without padding) of the raw deflate (RFC 1951) of a fragment, and stands for its pairs.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::{LinkError, VERSION};
use crate::wanted::Wanted;

/// The length that a fragment should not exceed: mail programs and chats cut what is longer.
pub const MOST_CHARACTERS: usize = 2_000;
/// What is shorter stays as it is, to be read and changed by hand.
const LEGIBLE: usize = 300;
/// A fragment that is packed has no more bytes; what unpacks to more is refused, whoever made it.
pub const MOST_BYTES: usize = 64 * 1024;
/// Of ten: no text of this size takes longer than a frame.
const EFFORT: u8 = 9;

/// A name and its value.
pub(super) type Pair = (&'static str, String);

/// Why a packed fragment cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackedError {
    #[error("invalid base64")]
    Base64,
    #[error("invalid deflate")]
    Deflate,
    #[error("more than {MOST_BYTES} bytes")]
    TooLarge,
    #[error("invalid UTF-8")]
    Text,
    #[error("packed twice")]
    Twice,
}

/// Whether a text is small enough to be unpacked again.
pub(super) fn can_be_packed(text: &str) -> bool {
    text.len() <= MOST_BYTES / 2
}

/// The fragment that says these pairs; empty if there are none.
pub(super) fn packed(pairs: Vec<Pair>) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let plain = serialized(&pairs);
    if plain.len() <= LEGIBLE {
        return plain;
    }
    // The language is read before the program is there (www/language.js).
    let (apart, inside): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|(name, _)| *name == "lang");
    let text = compact(&inside);
    if text.len() > MOST_BYTES {
        return plain;
    }
    let z = Base64UrlUnpadded::encode_string(&compress_to_vec(text.as_bytes(), EFFORT));
    let shorter = serialized(&[vec![("z", z)], apart].concat());
    if shorter.len() < plain.len() { shorter } else { plain }
}

/// The pairs that a fragment says after its version.
///
/// # Errors
/// If the version is another, or what is packed cannot be unpacked.
pub(super) fn unpacked(fragment: &str) -> Result<Vec<(String, String)>, LinkError> {
    let mut all = Vec::new();
    for (name, value) in versioned(fragment)? {
        if name != "z" {
            all.push((name, value));
            continue;
        }
        let wrong = |reason| LinkError::Value { name: "z", wanted: Wanted::Packed(reason), found: shortened(&value) };
        let inside = versioned(&inflated(&value).map_err(wrong)?)?;
        if inside.iter().any(|(name, _)| name == "z") {
            return Err(wrong(PackedError::Twice));
        }
        all.extend(inside);
    }
    Ok(all)
}

fn versioned(fragment: &str) -> Result<Vec<(String, String)>, LinkError> {
    let mut pairs = form_urlencoded::parse(fragment.as_bytes()).into_owned();
    match pairs.next() {
        Some((name, version)) if name == "v" && version == VERSION => Ok(pairs.collect()),
        Some((name, found)) if name == "v" => Err(LinkError::Version { found }),
        // Written by hand: the page in a language.
        Some((name, language)) if name == "lang" && pairs.next().is_none() => Ok(vec![(name, language)]),
        _ => Err(LinkError::Version { found: String::new() }),
    }
}

fn inflated(z: &str) -> Result<String, PackedError> {
    use miniz_oxide::inflate::TINFLStatus;
    let bytes = Base64UrlUnpadded::decode_vec(z).map_err(|_| PackedError::Base64)?;
    let text = decompress_to_vec_with_limit(&bytes, MOST_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => PackedError::TooLarge,
        _ => PackedError::Deflate,
    })?;
    String::from_utf8(text).map_err(|_| PackedError::Text)
}

fn serialized(pairs: &[Pair]) -> String {
    form_urlencoded::Serializer::new(format!("v={VERSION}")).extend_pairs(pairs).finish()
}

/// The same pairs to the same reader, with nothing written as `%..` that need not be: letters of most languages are a third as
/// long before they are packed.
fn compact(pairs: &[Pair]) -> String {
    let mut text = format!("v={VERSION}");
    for (name, value) in pairs {
        text.extend(["&", name, "="]);
        for character in value.chars() {
            match character {
                ' ' => text.push('+'),
                '%' => text.push_str("%25"),
                '&' => text.push_str("%26"),
                '+' => text.push_str("%2B"),
                _ => text.push(character),
            }
        }
    }
    text
}

/// Enough of it to know it by.
fn shortened(z: &str) -> String {
    const SHOWN: usize = 24;
    let mut start: String = z.chars().take(SHOWN).collect();
    if z.chars().nth(SHOWN).is_some() {
        start.push('…');
    }
    start
}
