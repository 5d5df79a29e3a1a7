//! How the page is laid out, and which of its parts are there.

/// For whom the page is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// For one reader: everything.
    #[default]
    Whole,
    /// In a frame of another page: a figure without the rest.
    Embedded,
    /// For a room: large, and a section of the lesson at a time.
    Presented,
}

/// The parts that a link or a lesson may name, in the order of the page. The stage comes with its toolbar and its transport.
pub const PARTS: [&str; 17] = [
    "stage",
    "training",
    "samples",
    "cell-view",
    "flow",
    "influence",
    "sum",
    "update",
    "waterfall",
    "roads",
    "stacked",
    "shortened",
    "spectral",
    "chain",
    "surface",
    "lengths",
    "memory",
];

/// Some of the [`PARTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts(u32);

impl Parts {
    /// From their names with spaces between them.
    ///
    /// # Errors
    /// The first name that is none.
    pub fn named(names: &str) -> Result<Self, String> {
        let mut parts = Self::default();
        for name in names.split_whitespace() {
            let at = PARTS.iter().position(|part| *part == name).ok_or_else(|| name.to_owned())?;
            parts.0 |= 1 << at;
        }
        Ok(parts)
    }

    /// The same parts, with this one or without.
    pub fn with(self, name: &str, is_there: bool) -> Self {
        let bit = PARTS.iter().position(|part| *part == name).map_or(0, |at| 1 << at);
        Self(if is_there { self.0 | bit } else { self.0 & !bit })
    }

    pub fn has(self, name: &str) -> bool {
        PARTS.iter().position(|part| *part == name).is_some_and(|at| self.0 >> at & 1 > 0)
    }

    /// Their names with spaces between them.
    pub fn names(self) -> String {
        PARTS.iter().filter(|name| self.has(name)).copied().collect::<Vec<_>>().join(" ")
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named() {
        let parts = Parts::named("flow stage").unwrap();
        assert_eq!(parts.names(), "stage flow");
        assert!(parts.has("flow") && !parts.has("memory") && !parts.has("nothing"));
        assert_eq!(parts.with("memory", true).with("flow", false), Parts::named("stage memory").unwrap());
        assert_eq!(Parts::named("flow colour"), Err("colour".to_owned()));
        assert_eq!(Parts::named("").map(Parts::is_empty), Ok(true));
    }
}
