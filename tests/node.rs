//! The JavaScript package under Node: the numbers of the golden files, the error messages, and the same bits as natively.

mod harness;

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use harness::compare::assert_close;
use harness::{goldens, native, refused};
use serde_json::{Value, json};

/// Runs tests/node/run.mjs on the built package.
fn node(request: &Value) -> Value {
    let package = harness::site().join("pkg");
    let script = harness::project().root.join("tests/node/run.mjs");
    let started = Command::new("node")
        .arg(script)
        .arg(package)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("`node` is not on PATH: install Node.js 20 or later (on Debian: apt-get install nodejs)")
        }
        Err(error) => panic!("node does not start: {error}"),
    };
    let mut input = child.stdin.take().expect("node's input is a pipe");
    let request = request.to_string();
    let writer = std::thread::spawn(move || input.write_all(request.as_bytes()));
    let output = child.wait_with_output().expect("node ends");
    assert!(output.status.success(), "tests/node/run.mjs failed ({})", output.status);
    writer.join().expect("the request is written").expect("node reads the request");
    serde_json::from_slice(&output.stdout).expect("node answers in JSON")
}

#[test]
fn trace_gives_the_golden_numbers() {
    let goldens = goldens::all();
    let specs: Vec<&Value> = goldens.iter().map(|golden| &golden.spec).collect();
    let answer = node(&json!({ "specs": specs, "cells": [] }));
    for (index, golden) in goldens.iter().enumerate() {
        let found = &answer["traces"][index];
        assert!(found["error"].is_null(), "{}: {}", golden.name, found["error"]);
        assert_close(&golden.name, &golden.result, &found["value"]);
    }
}

#[test]
fn a_spec_that_does_not_fit_is_refused_as_natively() {
    let cases = refused::all();
    let specs: Vec<&Value> = cases.iter().map(|case| &case.spec).collect();
    let answer = node(&json!({ "specs": specs, "cells": [] }));
    for (index, case) in cases.iter().enumerate() {
        case.check(&answer["traces"][index]["error"]);
    }
}

#[test]
fn the_same_seed_gives_the_same_bits_as_natively() {
    let answer = node(&json!({ "specs": [], "cells": native::CELLS }));
    for (index, cell) in native::CELLS.iter().enumerate() {
        assert_eq!(answer["fingerprints"][index], native::fingerprint(cell), "{cell}");
    }
}
