//! The host tool: what it writes, and how it is served.

mod harness;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use unrolled::serve;

/// Serves a folder in a thread of its own until the tests end.
fn start(folder: &Path) -> SocketAddr {
    let site = serve::files(folder);
    let listener = serve::listen(Some(0)).expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    std::thread::spawn(move || serve::forever(listener, site));
    address
}

/// The head and the body of the answer to a GET.
fn get(address: SocketAddr, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("the server reads");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the server answers");
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("the head ends");
    let body = bytes.split_off(end + 4);
    (String::from_utf8(bytes).expect("the head is text").to_ascii_lowercase(), body)
}

#[test]
fn files_are_served_with_their_types() {
    let folder = tempfile::tempdir().unwrap();
    let types = [
        ("index.html", "text/html; charset=utf-8"),
        ("main.css", "text/css; charset=utf-8"),
        ("boot.js", "text/javascript; charset=utf-8"),
        ("module.wasm", "application/wasm"),
        ("icon.svg", "image/svg+xml"),
        ("data.json", "application/json"),
    ];
    for (name, _) in types {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let address = start(folder.path());
    for (name, content_type) in types {
        let (head, body) = get(address, &format!("/{name}"));
        assert!(head.starts_with("http/1.1 200"), "{name}: {head}");
        assert!(head.contains(&format!("content-type: {content_type}\r\n")), "{name}: {head}");
        assert_eq!(head.matches("content-type").count(), 1, "{name}: {head}");
        assert!(head.contains("cache-control: no-store\r\n"), "{name}: {head}");
        assert_eq!(body, name.as_bytes());
    }
    assert_eq!(get(address, "/").1, b"index.html");
    assert!(get(address, "/missing").0.starts_with("http/1.1 404"));
    assert!(!get(address, "/../Cargo.toml").0.starts_with("http/1.1 200"));
}

#[test]
fn a_taken_port_that_was_asked_for_is_an_error() {
    let taken = serve::listen(Some(0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = serve::listen(Some(port)).unwrap_err().to_string();
    assert!(error.starts_with(&format!("--port: {port} is taken by another program")), "{error}");
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    let first = serve::listen(None).unwrap();
    let second = serve::listen(None).unwrap();
    assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
}

#[test]
fn the_site_holds_the_page_and_the_package() {
    let site = harness::site();
    for name in ["index.html", "pkg/unrolled.js", "pkg/unrolled_bg.wasm", "pkg/unrolled.d.ts", "pkg/package.json"] {
        assert!(site.join(name).is_file(), "{name} is missing");
    }
    let package: Value = serde_json::from_str(&fs::read_to_string(site.join("pkg/package.json")).unwrap()).unwrap();
    assert_eq!(package["name"], "unrolled");
    assert_eq!(package["type"], "module");
    for file in package["files"].as_array().unwrap() {
        assert!(site.join("pkg").join(file.as_str().unwrap()).exists(), "{file} is missing");
    }
}

#[test]
fn no_address_in_the_site_starts_at_the_root_of_its_host() {
    let page = fs::read_to_string(harness::site().join("index.html")).unwrap();
    for start in ["=\"/", "='/", "url(/"] {
        assert!(!page.contains(start), "index.html holds {start}");
    }
}

#[test]
fn a_wrong_command_line_is_explained() {
    let output = Command::new(env!("CARGO_BIN_EXE_unrolled")).arg("sevre").output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(message, "error: unknown command `sevre`: expected serve, build or bench\n");
}
