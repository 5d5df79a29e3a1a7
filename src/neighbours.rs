//! Puts functions that are alike beside each other: a compressor finds what it has seen the sooner the nearer it is, and
//! generic code is the same function many times over with other offsets. Functions that do the same become one.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser, Payload, TypeRef};

/// The same module with its functions in the order of their types and of what they do, each of them once.
///
/// # Errors
/// If the module cannot be read.
pub fn sorted(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<Vec<_>, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(Body::read(&body)?),
            _ => {}
        }
    }
    let kinds = kinds(imported, &types, &bodies);
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|&function| (types[function], &bodies[function].text, kinds[function]));
    let mut seen = HashSet::new();
    order.retain(|&function| seen.insert(kinds[function]));
    let place_of: HashMap<u32, u32> = order.iter().map(|&function| kinds[function]).zip(0..).collect();
    let place = kinds.iter().map(|kind| place_of[kind]).collect();
    let mut module = Module::new();
    let mut sorter = Sorter { imported, order, place };
    sorter.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow!("the wasm: {error}"))?;
    Ok(module.finish())
}

/// What a function does, apart from the functions that it names, and these.
struct Body {
    text: Vec<u8>,
    named: Vec<u32>,
}

impl Body {
    fn read(body: &FunctionBody) -> Result<Self> {
        let (bytes, begin) = (body.as_bytes(), body.range().start);
        let (mut text, mut named, mut copied) = (Vec::new(), Vec::new(), 0);
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, start) = operators.read_with_offset()?;
            if let Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } = operator
            {
                text.extend_from_slice(&bytes[copied..=start - begin]);
                copied = operators.original_position() - begin;
                named.push(function_index);
            }
        }
        text.extend_from_slice(&bytes[copied..]);
        Ok(Self { text, named })
    }
}

/// A number for each function, the same for those that do the same: all that look alike are taken to be the same, until
/// they are found to name functions that are not.
fn kinds(imported: u32, types: &[u32], bodies: &[Body]) -> Vec<u32> {
    let (mut kinds, mut count) = (vec![0; bodies.len()], 0);
    loop {
        let kind_of = |&named: &u32| named.checked_sub(imported).map_or(Err(named), |own| Ok(kinds[own as usize]));
        let mut known = HashMap::new();
        let mut next = Vec::new();
        for (function, body) in bodies.iter().enumerate() {
            let named: Vec<_> = body.named.iter().map(kind_of).collect();
            let number = u32::try_from(known.len()).unwrap_or(u32::MAX);
            next.push(*known.entry((kinds[function], types[function], &body.text, named)).or_insert(number));
        }
        let found = known.len();
        kinds = next;
        if found == count {
            return kinds;
        }
        count = found;
    }
}

/// Writes a module again with its own functions at other places; the imported ones come first and stay.
struct Sorter {
    imported: u32,
    /// The old places of those that stay, in the new order.
    order: Vec<usize>,
    /// The new places of all, in the old order.
    place: Vec<u32>,
}

type Outcome<T> = Result<T, reencode::Error<Infallible>>;

impl Reencode for Sorter {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Outcome<u32> {
        Ok(function.checked_sub(self.imported).map_or(function, |own| self.imported + self.place[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader,
    ) -> Outcome<()> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &old in &self.order {
            functions.function(types[old]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader) -> Outcome<()> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType};
    use wasmparser::Operator;

    /// Imports `there`; has `nine` and `one`, which return these numbers, `calls_nine`, and `calls_there`.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("env", "there", EntityType::Function(0));
        let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        let mut add = |name, ty, instructions: &dyn Fn(&mut Function)| {
            functions.function(ty);
            let mut body = Function::new([]);
            instructions(&mut body);
            body.instructions().end();
            code.function(&body);
            exports.export(name, ExportKind::Func, functions.len());
        };
        add("nine", 1, &|body| {
            body.instructions().i32_const(9);
        });
        add("calls_nine", 1, &|body| {
            body.instructions().call(1);
        });
        add("one", 1, &|body| {
            body.instructions().i32_const(1);
        });
        add("calls_there", 0, &|body| {
            body.instructions().call(0);
        });
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    /// The exported functions in the order of their places: each with its place, its type and what it does first.
    fn found(wasm: &[u8]) -> Vec<(u32, String, u32, String)> {
        let (mut exports, mut types, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(section) => exports = section.into_iter().map(Result::unwrap).collect(),
                Payload::FunctionSection(section) => types = section.into_iter().map(Result::unwrap).collect(),
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let name_of = |place: u32| exports.iter().find(|export| export.index == place).map_or("there", |one| one.name);
        let first = |body: &FunctionBody| match body.get_operators_reader().unwrap().read().unwrap() {
            Operator::I32Const { value } => value.to_string(),
            Operator::Call { function_index } => name_of(function_index).to_owned(),
            other => panic!("{other:?}"),
        };
        let places = (1..).zip(&types).zip(&bodies);
        places.map(|((place, ty), body)| (place, name_of(place).to_owned(), *ty, first(body))).collect()
    }

    #[test]
    fn functions_change_their_places_and_nothing_else() {
        let sorted = found(&sorted(&module()).unwrap());
        let found: Vec<_> =
            sorted.iter().map(|(place, name, ty, first)| (*place, name.as_str(), *ty, first.as_str())).collect();
        assert_eq!(
            found,
            [(1, "calls_there", 0, "there"), (2, "calls_nine", 1, "nine"), (3, "one", 1, "1"), (4, "nine", 1, "9")]
        );
    }

    #[test]
    fn functions_that_do_the_same_become_one() {
        type Instructions = fn(&mut Function);
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        // Two of them return 9, and each of the next calls one of these; the last calls what returns 1.
        let bodies: [(&str, Instructions); 6] = [
            ("nine", |body| _ = body.instructions().i32_const(9)),
            ("also_nine", |body| _ = body.instructions().i32_const(9)),
            ("one", |body| _ = body.instructions().i32_const(1)),
            ("calls_nine", |body| _ = body.instructions().call(0)),
            ("calls_also_nine", |body| _ = body.instructions().call(1)),
            ("calls_one", |body| _ = body.instructions().call(2)),
        ];
        for (name, instructions) in bodies {
            exports.export(name, ExportKind::Func, functions.len());
            functions.function(0);
            let mut body = Function::new([]);
            instructions(&mut body);
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&exports).section(&code);
        let sorted = sorted(&module.finish()).unwrap();
        let (mut places, mut count) = (HashMap::new(), 0);
        for payload in Parser::new(0).parse_all(&sorted) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    places = section.into_iter().map(Result::unwrap).map(|one| (one.name, one.index)).collect();
                }
                Payload::CodeSectionEntry(_) => count += 1,
                _ => {}
            }
        }
        assert_eq!(count, 4);
        assert_eq!(places["nine"], places["also_nine"]);
        assert_eq!(places["calls_nine"], places["calls_also_nine"]);
        assert_ne!(places["calls_nine"], places["calls_one"]);
        assert_ne!(places["nine"], places["one"]);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(sorted(b"no module").is_err());
    }
}
