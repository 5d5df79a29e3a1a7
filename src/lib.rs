//! The host tool: it builds the page, serves it and measures it. The binary and the tests share this library.

pub mod arguments;
pub mod bench;
pub mod glue;
pub mod inject;
pub mod mirror;
pub mod neighbours;
pub mod npm;
pub mod offline;
pub mod package;
pub mod project;
pub mod reload;
pub mod serve;
pub mod site;
pub mod styles;
pub mod toolchain;
pub mod wasm;
pub mod watch;
