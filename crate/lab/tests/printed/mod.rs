//! Reads MathML as a reader would, and works it out: knows nothing of how it was made.

use roxmltree::{Document, Node};

/// A matrix, and for each number how large the terms were that it was added up from: rounding is measured by that.
#[derive(Clone, Debug)]
pub struct Matrix {
    pub rows: usize,
    pub cols: usize,
    pub data: Vec<f64>,
    pub size: Vec<f64>,
}

impl Matrix {
    pub fn new(rows: usize, cols: usize, data: Vec<f64>) -> Self {
        let size = data.iter().map(|value| value.abs()).collect();
        Self { rows, cols, data, size }
    }

    pub fn number(value: f64) -> Self {
        Self::new(1, 1, vec![value])
    }

    fn map(self, f: impl Fn(f64) -> f64, size: impl Fn(f64, f64) -> f64) -> Self {
        let size = self.data.iter().zip(&self.size).map(|(x, s)| size(*x, *s)).collect();
        Self { data: self.data.into_iter().map(f).collect(), size, ..self }
    }

    fn zip(self, other: Self, f: impl Fn(f64, f64) -> f64, size: impl Fn([f64; 2], [f64; 2]) -> f64) -> Self {
        let (rows, cols) = (self.rows.max(other.rows), self.cols.max(other.cols));
        let get = |m: &Self, row: usize, col: usize| {
            // A single number goes with every entry.
            let at = if m.data.len() == 1 { 0 } else { row * m.cols + col };
            (m.data[at], m.size[at])
        };
        assert!(self.data.len() == 1 || (self.rows, self.cols) == (rows, cols), "{self:?} and {other:?}");
        assert!(other.data.len() == 1 || (other.rows, other.cols) == (rows, cols), "{self:?} and {other:?}");
        let mut both = Self { rows, cols, data: Vec::new(), size: Vec::new() };
        for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
            let ((x, s), (y, r)) = (get(&self, row, col), get(&other, row, col));
            both.data.push(f(x, y));
            both.size.push(size([x, y], [s, r]));
        }
        both
    }

    fn times(self, other: Self) -> Self {
        assert_eq!(self.cols, other.rows, "({}, {}) times ({}, {})", self.rows, self.cols, other.rows, other.cols);
        let mut product = Self::new(self.rows, other.cols, vec![0.0; self.rows * other.cols]);
        for row in 0..self.rows {
            for col in 0..other.cols {
                for k in 0..self.cols {
                    let (left, right) = (row * self.cols + k, k * other.cols + col);
                    product.data[row * other.cols + col] += self.data[left] * other.data[right];
                    product.size[row * other.cols + col] += self.size[left] * other.size[right];
                }
            }
        }
        product
    }

    fn transposed(self) -> Self {
        let turn = |values: &[f64]| {
            (0..self.cols).flat_map(|col| (0..self.rows).map(move |row| values[row * self.cols + col])).collect()
        };
        Self { rows: self.cols, cols: self.rows, data: turn(&self.data), size: turn(&self.size) }
    }

    fn summed(self) -> Self {
        Self { rows: 1, cols: 1, data: vec![self.data.iter().sum()], size: vec![self.size.iter().sum()] }
    }
}

/// Finds what a name stands for: a place such as `c@7`, or an entry such as `c@7[3]`.
pub type Look<'a> = &'a dyn Fn(&str) -> Matrix;

/// Works out a piece of MathML.
pub fn evaluate(markup: &str, look: Look) -> Matrix {
    let text = format!("<math>{markup}</math>");
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    sequence(&children(document.root_element()), look)
}

fn children<'a, 'b>(node: Node<'a, 'b>) -> Vec<Node<'a, 'b>> {
    node.children().filter(Node::is_element).collect()
}

fn text<'a>(node: &Node<'a, '_>) -> &'a str {
    node.text().unwrap_or("")
}

fn is_operator(node: &Node, signs: &[&str]) -> bool {
    node.has_tag_name("mo") && signs.contains(&text(node))
}

const TIMES: &str = "\u{2062}";
const OF: &str = "\u{2061}";

/// Terms with + and − between them.
fn sequence(nodes: &[Node], look: Look) -> Matrix {
    if nodes.first().is_some_and(|first| is_operator(first, &["("])) {
        assert!(is_operator(nodes.last().expect("not empty"), &[")"]), "an open parenthesis");
        return sequence(&nodes[1..nodes.len() - 1], look);
    }
    let mut sum: Option<Matrix> = None;
    let mut minus = false;
    let mut start = 0;
    for end in 0..=nodes.len() {
        let is_sign = nodes.get(end).is_some_and(|node| is_operator(node, &["+", "−"]));
        if !is_sign && end < nodes.len() {
            continue;
        }
        if end > start {
            let term = product(&nodes[start..end], look);
            let term = if minus { term.map(|x| -x, |_, s| s) } else { term };
            sum = Some(match sum {
                None => term,
                Some(sum) => sum.zip(term, |x, y| x + y, |_, [s, r]| s + r),
            });
        }
        minus = nodes.get(end).is_some_and(|node| is_operator(node, &["−"]));
        start = end + 1;
    }
    sum.expect("a term")
}

/// Factors with ⊙, · or nothing visible between them.
fn product(nodes: &[Node], look: Look) -> Matrix {
    let mut at = 0;
    let mut product = factor(nodes, &mut at, look);
    while at < nodes.len() {
        let sign = nodes[at];
        at += 1;
        let next = factor(nodes, &mut at, look);
        product = if is_operator(&sign, &[TIMES]) {
            product.times(next)
        } else {
            assert!(is_operator(&sign, &["⊙", "·"]), "unknown sign {:?}", text(&sign));
            product.zip(next, |x, y| x * y, |_, [s, r]| s * r)
        };
    }
    product
}

/// One factor, from `at` on.
fn factor(nodes: &[Node], at: &mut usize, look: Look) -> Matrix {
    let node = nodes[*at];
    *at += 1;
    if nodes.get(*at).is_some_and(|next| is_operator(next, &[OF])) {
        *at += 1;
        return function(text(&node), nodes, at, look);
    }
    single(node, look)
}

/// What stands after the name of a function.
fn function(name: &str, nodes: &[Node], at: &mut usize, look: Look) -> Matrix {
    if name == "ln" && nodes[*at].has_tag_name("munder") {
        *at += 1;
        let terms = single(nodes[*at], look);
        *at += 1;
        return logarithm(terms.summed());
    }
    let inside = children(nodes[*at]);
    *at += 1;
    assert!(inside.len() > 2 && is_operator(&inside[0], &["("]), "{name} of nothing");
    let arguments: Vec<Matrix> = inside[1..inside.len() - 1]
        .split(|node| is_operator(node, &[","]))
        .map(|argument| sequence(argument, look))
        .collect();
    let [.., x] = arguments.as_slice() else { panic!("{name} of nothing") };
    let x = x.clone();
    match name {
        "min" => arguments[0].clone().zip(x, f64::min, |_, [s, r]| s + r),
        "clamp" => {
            let (low, high) = (arguments[0].data[0], arguments[1].data[0]);
            x.map(|x| x.max(low).min(high), |_, s| s)
        }
        "σ" => x.map(|x| 1.0 / (1.0 + (-x).exp()), |x, s| 1.0 / (1.0 + (-x).exp()) + s),
        "tanh" => x.map(f64::tanh, |x, s| x.tanh().abs() + s),
        "relu" => x.map(|x| x.max(0.0), |_, s| s),
        "ln" => logarithm(x),
        "softmax" => {
            let powers = exponential(x);
            let sum = powers.clone().summed();
            divided(powers, sum)
        }
        "mean" => {
            let count = Matrix::number(x.data.len() as f64);
            divided(x.summed(), count)
        }
        _ => panic!("unknown function {name}"),
    }
}

fn exponential(x: Matrix) -> Matrix {
    x.map(f64::exp, |x, s| x.exp() * (1.0 + s))
}

fn logarithm(x: Matrix) -> Matrix {
    x.map(f64::ln, |x, s| x.ln().abs() + s / x.abs())
}

fn divided(above: Matrix, below: Matrix) -> Matrix {
    above.zip(below, |x, y| x / y, |[x, y], [s, r]| s / y.abs() + x.abs() * r / (y * y))
}

/// One element.
fn single(node: Node, look: Look) -> Matrix {
    if let Some(name) =
        node.attribute("data-place").or(node.attribute("data-entry").filter(|_| !node.has_tag_name("mn")))
    {
        return look(name);
    }
    let inside = children(node);
    match node.tag_name().name() {
        "mn" => {
            let value = node.attribute("data-value").unwrap_or(text(&node));
            let value: f64 = value.parse().unwrap_or_else(|error| panic!("{value:?}: {error}"));
            if let Some(entry) = node.attribute("data-entry") {
                let meant = look(entry).data[0];
                assert!(meant.to_bits() == value.to_bits(), "{entry} is printed as {value}, not {meant}");
            }
            Matrix::number(value)
        }
        "mfrac" => divided(single(inside[0], look), single(inside[1], look)),
        "msqrt" => sequence(&inside, look).map(f64::sqrt, |x, s| x.sqrt() + if x > 0.0 { s / x.sqrt() } else { 0.0 }),
        "msup" if inside[0].has_tag_name("mi") && text(&inside[0]) == "e" => exponential(single(inside[1], look)),
        "msup" if text(&inside[1]) == "⊤" => single(inside[0], look).transposed(),
        "msup" => {
            assert_eq!(text(&inside[1]), "2", "an unknown power");
            let base = children(inside[0]);
            // ‖·‖² adds up all squares.
            if base.first().is_some_and(|first| is_operator(first, &["‖"])) {
                return sequence(&base[1..base.len() - 1], look).map(|x| x * x, |_, s| s * s).summed();
            }
            single(inside[0], look).map(|x| x * x, |_, s| s * s)
        }
        "msub" => {
            assert_eq!(text(&inside[0]), "1", "an unknown index");
            let condition = children(inside[1]);
            let end = condition.len() - 2;
            assert!(is_operator(&condition[end], &[">"]) && text(&condition[end + 1]) == "0", "an unknown condition");
            sequence(&condition[..end], look).map(|x| f64::from(u8::from(x > 0.0)), |_, _| 1.0)
        }
        "mrow" => match node.attribute("data-times") {
            None => sequence(&inside, look),
            Some(times) => {
                assert_eq!(text(&children(inside[0])[0]), "∑", "a sum over time");
                let terms = times.split(' ').map(|t| {
                    let t: usize = t.parse().expect("a time");
                    let at_t = |name: &str| {
                        look(&name.replace("@t-1", &format!("@{}", t - 1)).replace("@t", &format!("@{t}")))
                    };
                    sequence(&inside[1..], &at_t)
                });
                terms.reduce(|sum, term| sum.zip(term, |x, y| x + y, |_, [s, r]| s + r)).expect("a time")
            }
        },
        other => panic!("unknown element {other}"),
    }
}
