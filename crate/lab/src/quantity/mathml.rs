//! Formulas as MathML: with symbols, as shapes, or with the numbers of one entry put in.
//!
//! Every symbol carries the name of its place in `data-place`, every number that of its entry in `data-entry` and all of
//! its digits in `data-value`, so that what is printed can be pointed at, asked, and evaluated again.

use unrolled_engine::{Cell, Convention};

use super::formula::Function;
use super::name::{block_name, weight_index};
use super::{Dimension, Entry, Formula, Place, Quantity, Record, Scalar, Stage, Variable};

/// Prints for one record.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    pub record: &'a Record<'a>,
    /// How a number is written.
    pub write: fn(f64) -> String,
    /// How a number is written to its last digit, for `data-value`.
    pub write_exactly: fn(f64) -> String,
    /// What a target is called, as a word.
    pub target: &'static str,
}

/// Constants of so many characters are not rounded.
const SHORT: usize = 6;

/// How tightly a printed formula holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Atom,
}

struct Printed {
    markup: String,
    binding: Binding,
}

impl Printed {
    fn atom(markup: String) -> Self {
        Self { markup, binding: Binding::Atom }
    }

    /// As the last of some arguments.
    fn after(self, arguments: &str) -> Self {
        Self::atom(format!("{arguments}{}", self.markup))
    }

    /// In parentheses where it would fall apart in something that holds as tightly as this.
    fn within(self, binding: Binding) -> String {
        if self.binding < binding { parenthesised(&self.markup) } else { self.markup }
    }
}

/// What is printed of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Symbols,
    Shapes,
}

fn parenthesised(markup: &str) -> String {
    format!("<mrow><mo>(</mo>{markup}<mo>)</mo></mrow>")
}

fn operator(sign: &str) -> String {
    format!("<mo>{sign}</mo>")
}

fn function_of(name: &str, inner: Printed) -> Printed {
    Printed::atom(format!("<mrow><mi>{name}</mi><mo>\u{2061}</mo>{}</mrow>", parenthesised(&inner.markup)))
}

impl Printer<'_> {
    fn cell(&self) -> Cell {
        self.record.network.cell
    }

    /// A formula with symbols: `f₇ ⊙ c₆ + i₇ ⊙ g₇`.
    pub fn symbols(&self, formula: &Formula) -> String {
        self.formula(formula, Mode::Symbols, None).markup
    }

    /// The same with shapes: `(H) ⊙ (H) + (H) ⊙ (H)`.
    pub fn shapes(&self, formula: &Formula) -> String {
        self.formula(formula, Mode::Shapes, None).markup
    }

    /// [`Printer::symbols`] in pieces between which a line may break.
    pub fn symbol_terms(&self, formula: &Formula) -> Vec<String> {
        self.formula_terms(formula, Mode::Symbols)
    }

    /// [`Printer::shapes`] in pieces between which a line may break.
    pub fn shape_terms(&self, formula: &Formula) -> Vec<String> {
        self.formula_terms(formula, Mode::Shapes)
    }

    fn formula_terms(&self, formula: &Formula, mode: Mode) -> Vec<String> {
        match formula {
            Formula::Sum(addends) => self.addends(addends, mode, None),
            one => vec![self.formula(one, mode, None).markup],
        }
    }

    fn addends(&self, addends: &[(bool, Formula)], mode: Mode, generic: Option<usize>) -> Vec<String> {
        let term = |(index, (minus, addend)): (usize, &(bool, Formula))| {
            let binding = if *minus { Binding::Product } else { Binding::Sum };
            sign(index, *minus) + &self.formula(addend, mode, generic).within(binding)
        };
        addends.iter().enumerate().map(term).collect()
    }

    /// The symbol of a place.
    pub fn symbol(&self, place: Place) -> String {
        self.place(place, None)
    }

    /// The shape of a place in letters: `(H, I)`.
    pub fn shape(&self, place: Place) -> String {
        let letter = |dimension: Dimension| format!("<mi>{}</mi>", dimension.letter());
        let letters = match place.dimensions() {
            (None, _) => "<mn>1</mn>".to_owned(),
            (Some(rows), None) => letter(rows),
            (Some(rows), Some(cols)) => format!("{}<mo>,</mo>{}", letter(rows), letter(cols)),
        };
        parenthesised(&letters)
    }

    /// A formula of one entry with its numbers put in: `0.93 · 0.84 + 0.17 · (−0.31)`.
    pub fn numbers(&self, scalar: &Scalar) -> String {
        self.scalar(scalar).markup
    }

    /// The same in pieces between which a line may break: the addends of a sum, each with its sign.
    pub fn terms(&self, scalar: &Scalar) -> Vec<String> {
        let Scalar::Sum(addends) = scalar else { return vec![self.numbers(scalar)] };
        let term = |(index, (minus, addend)): (usize, &(bool, Scalar))| {
            let binding = if index > 0 || *minus { Binding::Product } else { Binding::Sum };
            sign(index, *minus) + &self.scalar(addend).within(binding)
        };
        addends.iter().enumerate().map(term).collect()
    }

    /// A number of the network, as it stands in a formula.
    pub fn number(&self, entry: Entry) -> String {
        let value = self.record.entry(entry);
        let name = entry.name(self.cell());
        let (exactly, text) = ((self.write_exactly)(value), (self.write)(value));
        format!(r#"<mn data-entry="{name}" data-value="{exactly}">{text}</mn>"#)
    }

    fn formula(&self, formula: &Formula, mode: Mode, generic: Option<usize>) -> Printed {
        let print = |formula: &Formula| self.formula(formula, mode, generic);
        let product = |sign: &str, factors: Vec<String>| Printed {
            markup: format!("<mrow>{}</mrow>", factors.join(&operator(sign))),
            binding: Binding::Product,
        };
        let leaf = |place: Place| match mode {
            Mode::Symbols => self.place(place, generic),
            Mode::Shapes => self.shape(place),
        };
        match formula {
            Formula::Place(place) => Printed::atom(leaf(*place)),
            Formula::Number(number) => self.constant(*number),
            Formula::Element(place, index) if mode == Mode::Symbols => {
                let entry = place.entry(*index, 0).name(self.cell());
                Printed::atom(format!(
                    r#"<msub data-entry="{entry}">{}<mrow><mo>[</mo><mtext>{}</mtext><mo>]</mo></mrow></msub>"#,
                    self.place(*place, generic),
                    self.target
                ))
            }
            Formula::Element(..) => Printed::atom(parenthesised("<mn>1</mn>")),
            Formula::Sum(addends) => {
                Printed { markup: self.addends(addends, mode, generic).concat(), binding: Binding::Sum }
            }
            Formula::Product(factors) => {
                let is_number = matches!(factors[0], Formula::Number(_) | Formula::Apply(..));
                let sign = if is_number { "·" } else { "⊙" };
                let binding = if factors.len() > 1 { Binding::Atom } else { Binding::Sum };
                product(sign, factors.iter().map(|factor| print(factor).within(binding)).collect())
            }
            Formula::Times(weight, vector) => {
                product("\u{2062}", vec![leaf(*weight), print(vector).within(Binding::Atom)])
            }
            Formula::TransposedTimes(weight, vector) => {
                let transposed = format!("<msup>{}<mi>⊤</mi></msup>", leaf(*weight));
                product("\u{2062}", vec![transposed, print(vector).within(Binding::Atom)])
            }
            Formula::Outer(left, right) => {
                let right = format!("<msup>{}<mi>⊤</mi></msup>", print(right).within(Binding::Atom));
                product("\u{2062}", vec![print(left).within(Binding::Atom), right])
            }
            Formula::OverTime(addends) => match addends.as_slice() {
                [] => self.constant(0.0),
                [(t, first), ..] => {
                    let times: Vec<String> = addends.iter().map(|(t, _)| t.to_string()).collect();
                    let generic = (mode == Mode::Symbols).then_some(*t);
                    let inner = self.formula(first, mode, generic).within(Binding::Product);
                    let times = times.join(" ");
                    Printed {
                        markup: format!(
                            r#"<mrow data-times="{times}"><munder><mo>∑</mo><mi>t</mi></munder>{inner}</mrow>"#
                        ),
                        binding: Binding::Sum,
                    }
                }
            },
            Formula::Apply(function, inner) => self.applied(*function, print(inner)),
            Formula::Square(inner) => squared(print(inner)),
            Formula::Fraction(above, below) => fraction(print(above), print(below)),
            Formula::Softmax(inner) => function_of("softmax", print(inner)),
            Formula::LogSumExp(inner) => {
                let exponent = print(inner).markup;
                Printed {
                    markup: format!(
                        "<mrow><mi>ln</mi><mo>\u{2061}</mo><munder><mo>∑</mo><mi>k</mi></munder><msup><mi>e</mi>{exponent}</msup></mrow>"
                    ),
                    binding: Binding::Product,
                }
            }
            Formula::Mean(inner) => function_of("mean", print(inner)),
            Formula::Norm(places) => {
                let inside = places
                    .iter()
                    .map(|place| format!("<msup><mrow><mo>‖</mo>{}<mo>‖</mo></mrow><mn>2</mn></msup>", leaf(*place)));
                let inside: Vec<String> = inside.collect();
                Printed::atom(format!("<msqrt>{}</msqrt>", inside.join(&operator("+"))))
            }
        }
    }

    /// A number that belongs to the formula: short ones as they are, 1 and 0.001.
    fn constant(&self, number: f64) -> Printed {
        let plain = number.to_string();
        let text = if plain.len() <= SHORT { plain.replace('-', "−") } else { (self.write)(number) };
        let exactly = (self.write_exactly)(number);
        Printed::atom(format!(r#"<mn data-value="{exactly}">{text}</mn>"#))
    }

    fn applied(&self, function: Function, inner: Printed) -> Printed {
        match function {
            Function::Sigmoid => function_of("σ", inner),
            Function::Tanh => function_of("tanh", inner),
            Function::Relu => function_of("relu", inner),
            Function::Step => Printed::atom(format!(
                "<msub><mn>1</mn><mrow>{}<mo>&gt;</mo><mn>0</mn></mrow></msub>",
                inner.within(Binding::Product)
            )),
            Function::Sqrt => Printed::atom(format!("<msqrt>{}</msqrt>", inner.markup)),
            Function::AtMostOne => function_of("min", inner.after("<mn>1</mn><mo>,</mo>")),
            Function::Clamp(limit) => {
                let limit = self.constant(limit).markup;
                let range = format!("<mo>−</mo>{limit}<mo>,</mo>{limit}<mo>,</mo>");
                function_of("clamp", inner.after(&range))
            }
        }
    }

    /// A symbol with its indices; times within a sum over time, whose own is `generic`, are `t` and `t−1`.
    fn place(&self, place: Place, generic: Option<usize>) -> String {
        let (time, name) = match generic.filter(|_| place.quantity.has_time()) {
            Some(t) if t == place.time => ("<mi>t</mi>".to_owned(), place.quantity.name(self.cell()) + "@t"),
            Some(_) => {
                ("<mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow>".to_owned(), place.quantity.name(self.cell()) + "@t-1")
            }
            None => (format!("<mn>{}</mn>", place.time), place.name(self.cell())),
        };
        let symbol = match place.quantity {
            Quantity::Value(variable) => self.variable(variable, &time),
            Quantity::Gradient(variable) => {
                let below = self.variable(variable, &time);
                format!("<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo>{below}</mrow></mfrac>")
            }
            Quantity::GradientNorm => {
                "<mo>‖</mo><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>W</mi></mrow></mfrac><mo>‖</mo>"
                    .to_owned()
            }
            Quantity::Update(stage, weight) => {
                let below = self.variable(Variable::Weight(weight), "");
                let (letter, prime) = match stage {
                    Stage::Clipped => ("g", ""),
                    // Two memories are Adam's m and v; one is called v by all.
                    Stage::Remembered(0) if self.two_memories() => ("m", ""),
                    Stage::Remembers(0) if self.two_memories() => ("m", "′"),
                    Stage::Remembered(_) => ("v", ""),
                    Stage::Remembers(_) => ("v", "′"),
                    Stage::After => return self.named(&name, &format!("<msup>{below}<mo>′</mo></msup>")),
                };
                format!("<msubsup><mi>{letter}</mi>{below}<mo>{prime}</mo></msubsup>")
            }
        };
        self.named(&name, &symbol)
    }

    fn named(&self, name: &str, symbol: &str) -> String {
        format!(r#"<mrow data-place="{name}">{symbol}</mrow>"#)
    }

    fn two_memories(&self) -> bool {
        super::update::memories(self.record.optimizer.kind) == 2
    }

    fn variable(&self, variable: Variable, time: &str) -> String {
        let letter = |letter: &str| format!("<msub><mi>{letter}</mi>{time}</msub>");
        match variable {
            Variable::Input => letter("x"),
            Variable::Pre(_) if self.cell().gate_names().is_empty() => letter("a"),
            Variable::Pre(k) => {
                format!("<msub><mi>a</mi><mrow><mi>{}</mi><mo>,</mo>{time}</mrow></msub>", block_name(self.cell(), k))
            }
            Variable::Gate(k) => letter(block_name(self.cell(), k)),
            Variable::Extra => match self.cell() {
                Cell::Gru(Convention::Pytorch) => letter("u"),
                Cell::Gru(Convention::Chung2014) => {
                    format!("<msub><mrow><mo>(</mo><mi>r</mi><mo>⊙</mo><mi>h</mi><mo>)</mo></mrow>{time}</msub>")
                }
                Cell::Rnn(_) | Cell::Lstm => {
                    format!("<mrow><mi>tanh</mi><mo>\u{2061}</mo>{}</mrow>", parenthesised(&letter("c")))
                }
            },
            Variable::Cell => letter("c"),
            Variable::Hidden => letter("h"),
            Variable::Logits => letter("y"),
            Variable::Probs => letter("p"),
            Variable::Target => format!("<msub><mtext>{}</mtext>{time}</msub>", self.target),
            Variable::StepLoss => letter("L"),
            Variable::Loss => "<mi>L</mi>".to_owned(),
            Variable::Weight(weight) => {
                let (symbol, index) = (if weight.is_bias() { "b" } else { "W" }, weight_index(self.cell(), weight));
                // One of two sets says which.
                let part = match self.record.network.params.encoder {
                    Some(_) if weight.is_of_encoder() => "enc",
                    Some(_) if !weight.is_readout() => "dec",
                    _ => return format!("<msub><mi>{symbol}</mi><mi>{index}</mi></msub>"),
                };
                format!("<msubsup><mi>{symbol}</mi><mi>{index}</mi><mtext>{part}</mtext></msubsup>")
            }
        }
    }

    fn scalar(&self, scalar: &Scalar) -> Printed {
        match scalar {
            Scalar::Entry(entry) => {
                Printed { markup: self.number(*entry), binding: sign_binding(self.record.entry(*entry)) }
            }
            Scalar::Number(number) => Printed { binding: sign_binding(*number), ..self.constant(*number) },
            Scalar::Sum(addends) if addends.is_empty() => self.constant(0.0),
            Scalar::Sum(_) => Printed { markup: self.terms(scalar).concat(), binding: Binding::Sum },
            Scalar::Product(factors) => {
                let factors: Vec<String> = factors
                    .iter()
                    .enumerate()
                    .map(|(index, factor)| {
                        let printed = self.scalar(factor);
                        // A number with a sign may lead.
                        let leads = index == 0 && matches!(factor, Scalar::Entry(_) | Scalar::Number(_));
                        if leads { printed.markup } else { printed.within(Binding::Atom) }
                    })
                    .collect();
                let is_negative = factors.first().is_some_and(|first| first.contains(">−"));
                Printed {
                    markup: format!("<mrow>{}</mrow>", factors.join(&operator("·"))),
                    binding: if is_negative { Binding::Sum } else { Binding::Product },
                }
            }
            Scalar::Fraction(above, below) => fraction(self.scalar(above), self.scalar(below)),
            Scalar::Square(inner) => squared(self.scalar(inner)),
            Scalar::Apply(function, inner) => self.applied(*function, self.scalar(inner)),
            Scalar::Exp(inner) => {
                Printed::atom(format!("<msup><mi>e</mi><mrow>{}</mrow></msup>", self.scalar(inner).markup))
            }
            Scalar::Ln(inner) => function_of("ln", self.scalar(inner)),
        }
    }
}

/// What stands before an addend.
fn sign(index: usize, minus: bool) -> String {
    match (minus, index) {
        (true, _) => operator("−"),
        (false, 0) => String::new(),
        (false, _) => operator("+"),
    }
}

/// A negative number holds no tighter than a sum: it gets parentheses after a sign.
fn sign_binding(value: f64) -> Binding {
    if value < 0.0 { Binding::Sum } else { Binding::Atom }
}

fn squared(inner: Printed) -> Printed {
    Printed::atom(format!("<msup>{}<mn>2</mn></msup>", inner.within(Binding::Atom)))
}

fn fraction(above: Printed, below: Printed) -> Printed {
    Printed::atom(format!("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>", above.markup, below.markup))
}
