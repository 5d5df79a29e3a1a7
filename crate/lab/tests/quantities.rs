//! What is printed is what was computed: every formula, with symbols and with numbers put in, is read back from its MathML,
//! worked out from its operands, and compared with what the engine wrote on the tape.

mod printed;

use printed::{Matrix, evaluate};
use proptest::prelude::*;
use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, switched_cells, symbols};
use unrolled_engine::{
    Batch, Cell, Clipping, InitSpec, LossKind, Network, NextUpdate, Optimizer, OptimizerKind, Recording, Switch,
    Switches, Tape, Targets,
};
use unrolled_lab::quantity::{Formula, Place, Printer, Quantity, Record, Stage, Variable, Weight};

/// Relative to the terms that a number is added up from: where they cancel, their rounding remains.
const TOLERANCE: f64 = 1e-12;

struct Case {
    network: Network<f64>,
    batch: Batch<f64>,
    tape: Tape<f64>,
    optimizer: Optimizer<f64>,
    clipping: Clipping,
    next: NextUpdate,
}

impl Case {
    /// The iteration after `updates` others, so that the optimizer remembers something.
    fn new(network: Network<f64>, batch: Batch<f64>, kind: OptimizerKind, clipping: Clipping, updates: usize) -> Self {
        let mut tape = network.tape(Recording::Everything, batch.steps, 1);
        let optimizer = Optimizer::new(kind, 0.1, &network.params);
        network.run(&batch, &mut tape);
        let next = NextUpdate::new(&network.params, &optimizer, &tape.dparams, clipping);
        let mut case = Self { network, batch, tape, optimizer, clipping, next };
        (0..updates).for_each(|_| case.advance());
        case
    }

    fn advance(&mut self) {
        self.network.params = self.next.params.clone();
        self.optimizer = self.next.optimizer.clone();
        self.network.run(&self.batch, &mut self.tape);
        self.next = NextUpdate::new(&self.network.params, &self.optimizer, &self.tape.dparams, self.clipping);
    }

    fn record(&self) -> Record<'_> {
        Record {
            network: &self.network,
            batch: &self.batch,
            tape: &self.tape,
            optimizer: &self.optimizer,
            clipping: self.clipping,
            next: &self.next,
            updates: true,
        }
    }
}

fn numbers(record: &Record, place: Place) -> Matrix {
    let numbers = record.numbers(place);
    Matrix::new(numbers.rows, numbers.cols, numbers.data.into_owned())
}

/// Every formula of every place; returns how many numbers were compared.
fn check(record: &Record) -> usize {
    let outline = record.outline();
    let exactly = |value: f64| value.to_string();
    let printer = Printer { record, write: exactly, write_exactly: exactly, target: "target" };
    let cell = record.network.cell;
    let look = |name: &str| match outline.entry_named(name) {
        Some(entry) => Matrix::number(record.entry(entry)),
        None => numbers(record, outline.place_named(name).unwrap_or_else(|| panic!("{cell:?} has no {name}"))),
    };
    let mut compared = 0;
    for (moment, operation) in outline.all_operations() {
        for place in operation.places {
            let name = place.name(cell);
            assert_eq!(outline.place_named(&name), Some(place), "{name}");
            assert_eq!(outline.moment_of(place), Some(moment), "{name}");
            let formula = record.formula(place).unwrap_or_else(|| panic!("{cell:?} {name} has no formula"));
            let tape = numbers(record, place);
            assert_eq!((tape.rows, tape.cols), record.shape(place), "{name}");
            let markup = printer.symbols(&formula);
            let found = evaluate(&markup, &look);
            for row in 0..tape.rows {
                for col in 0..tape.cols {
                    // A formula may be one number for all entries, as 0 is.
                    let at = if found.data.len() == 1 { 0 } else { row * tape.cols + col };
                    let wanted = tape.data[row * tape.cols + col];
                    close(cell, &name, wanted, found.data[at], found.size[at], &markup);
                    let Some(scalar) = record.expand(&formula, row, col) else { continue };
                    let markup = printer.numbers(&scalar);
                    let found = evaluate(&markup, &look);
                    assert_eq!(found.data.len(), 1, "{name}: {markup}");
                    close(cell, &name, wanted, found.data[0], found.size[0], &markup);
                    compared += 1;
                }
            }
            let evaluated = record.evaluate(&formula, place);
            for ((wanted, found), size) in tape.data.iter().zip(evaluated).zip(&found.size) {
                close(cell, &name, *wanted, found, *size, &markup);
            }
        }
    }
    compared
}

#[track_caller]
fn close(cell: Cell, name: &str, wanted: f64, found: f64, size: f64, markup: &str) {
    let error = (wanted - found).abs();
    let is_close = error <= TOLERANCE * size.max(wanted.abs()) || wanted.to_bits() == found.to_bits();
    assert!(is_close, "{cell:?} {name}: printed {found}, on the tape {wanted}, terms of {size}: {markup}");
}

const OPTIMIZERS: [OptimizerKind; 4] =
    [OptimizerKind::Sgd, OptimizerKind::MOMENTUM, OptimizerKind::RMS_PROP, OptimizerKind::ADAM];

/// Every cell in every variant, with no gate fixed and with some.
fn variants() -> Vec<(Cell, Switches)> {
    ALL_CELLS.into_iter().map(|cell| (cell, Switches::default())).chain(switched_cells()).collect()
}

fn switched((cell, switches): (Cell, Switches), sizes: Sizes, loss: LossKind, seed: u64) -> Network<f64> {
    Network { switches, ..network(cell, sizes, loss, seed) }
}

fn sizes() -> impl Strategy<Value = Sizes> {
    (1_usize..5, 1_usize..5, 1_usize..5, 2_usize..5).prop_map(|(steps, inputs, units, outputs)| Sizes {
        steps,
        batch: 1,
        inputs,
        units,
        outputs,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Random networks of every cell, dense inputs with some missing, targets at some steps, both losses.
    #[test]
    fn every_printed_formula_is_what_was_computed(
        sizes in sizes(),
        variant in proptest::sample::select(variants()),
        loss in proptest::sample::select(vec![LossKind::CrossEntropy, LossKind::MeanSquaredError]),
        optimizer in proptest::sample::select(OPTIMIZERS.to_vec()),
        clipping in proptest::sample::select(vec![Clipping::Off, Clipping::Value(0.05), Clipping::GlobalNorm(0.3)]),
        updates in 0_usize..3,
        seed in 0_u64..1000,
    ) {
        let (network, batch) = (switched(variant, sizes, loss, seed), batch(variant.0, sizes, loss, seed));
        let case = Case::new(network, batch, optimizer, clipping, updates);
        prop_assert!(check(&case.record()) > 0);
    }

    /// The same with one-hot inputs.
    #[test]
    fn every_printed_formula_over_symbols_is_what_was_computed(
        sizes in sizes(),
        variant in proptest::sample::select(variants()),
        seed in 0_u64..1000,
    ) {
        let network = switched(variant, sizes, LossKind::CrossEntropy, seed);
        let case = Case::new(network, symbols(sizes, seed), OptimizerKind::ADAM, Clipping::Off, 1);
        prop_assert!(check(&case.record()) > 0);
    }
}

/// What is used is computed before it is used: the operations are in an order in which they can happen.
#[test]
fn operations_read_what_is_there() {
    let sizes = Sizes { steps: 3, batch: 1, inputs: 2, units: 2, outputs: 3 };
    for variant in variants() {
        let cell = variant.0;
        for optimizer in OPTIMIZERS {
            let network = switched(variant, sizes, LossKind::CrossEntropy, 1);
            let case = Case::new(network, symbols(sizes, 1), optimizer, Clipping::GlobalNorm(0.1), 1);
            let record = case.record();
            let outline = record.outline();
            let mut there: Vec<Place> = Vec::new();
            for (_, operation) in outline.all_operations() {
                for place in &operation.places {
                    for operand in record.formula(*place).expect("computed").operands() {
                        let is_given = record.formula(operand).is_none();
                        let name = (place.name(cell), operand.name(cell));
                        assert!(is_given || there.contains(&operand), "{cell:?}: {name:?} is not there yet");
                        assert!(outline.is_place(operand), "{cell:?}: {name:?} is no place");
                    }
                }
                there.extend(&operation.places);
            }
        }
    }
}

/// The contributions of the steps to a weight's gradient are its gradient.
#[test]
fn the_shares_of_all_steps_are_the_gradient() {
    let sizes = Sizes { steps: 5, batch: 1, inputs: 3, units: 4, outputs: 3 };
    for variant in variants() {
        let cell = variant.0;
        let network = switched(variant, sizes, LossKind::CrossEntropy, 7);
        let case = Case::new(network, symbols(sizes, 7), OptimizerKind::Sgd, Clipping::Off, 0);
        let record = case.record();
        for weight in record.outline().weights() {
            let place = Place::gradient(Variable::Weight(weight), 0);
            let mut sum = vec![0.0; numbers(&record, place).data.len()];
            for t in 1..=sizes.steps {
                let share = record.evaluate(&record.share(weight, t), place);
                sum.iter_mut().zip(share).for_each(|(sum, share)| *sum += share);
            }
            for (found, wanted) in sum.iter().zip(&numbers(&record, place).data) {
                assert!((found - wanted).abs() <= 1e-13, "{cell:?} {}: {found}, not {wanted}", place.name(cell));
            }
        }
    }
}

/// What the page adds up, multiplied without the formula: each step's share is what its formula says, and the sum of all has
/// the bits of the tape. Short runs and steps without input or target, too.
#[test]
fn contributions_are_the_shares_and_their_sum_is_the_gradient() {
    let sizes = Sizes { steps: 7, batch: 1, inputs: 3, units: 5, outputs: 4 };
    let losses = [LossKind::CrossEntropy, LossKind::MeanSquaredError];
    let dense = variants().into_iter();
    let dense = dense.flat_map(|variant| losses.map(|loss| (variant, loss, batch(variant.0, sizes, loss, 3))));
    let symbols = variants().into_iter().map(|variant| (variant, LossKind::CrossEntropy, symbols(sizes, 3)));
    for (variant, loss, batch) in dense.chain(symbols) {
        let cell = variant.0;
        let case = Case::new(switched(variant, sizes, loss, 3), batch, OptimizerKind::Sgd, Clipping::Off, 1);
        let record = case.record();
        for weight in record.outline().weights() {
            let place = Place::gradient(Variable::Weight(weight), 0);
            let name = place.name(cell);
            for t in 1..=sizes.steps {
                let Some(contribution) = record.contribution(weight, t) else { continue };
                let wanted = record.evaluate(&record.share(weight, t), place);
                assert_eq!(contribution.numbers(), wanted, "{cell:?} {name} at step {t}");
                let (last_row, last_col) = (record.shape(place).0 - 1, record.shape(place).1 - 1);
                assert_eq!(Some(&contribution.at(last_row, last_col)), wanted.last(), "{cell:?} {name} at step {t}");
            }
            let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
            let sum = record.sum_of_contributions(weight, 1..=sizes.steps);
            assert_eq!(bits(&sum), bits(&record.numbers(place).data), "{cell:?} {name}");
        }
    }
}

/// A fixed gate has no formula but its value, and nothing goes back through it.
#[test]
fn a_fixed_gate_is_printed_as_a_number() {
    let sizes = Sizes { steps: 2, batch: 1, inputs: 2, units: 2, outputs: 2 };
    let printed = |switches: &[Switch], name: &str| {
        let cell = if switches == [Switch::ResetOpen] { ALL_CELLS[3] } else { Cell::Lstm };
        let network = switched((cell, Switches::of(switches)), sizes, LossKind::CrossEntropy, 1);
        let case = Case::new(network, symbols(sizes, 1), OptimizerKind::Sgd, Clipping::Off, 0);
        let record = case.record();
        let formula = record.formula(record.outline().place_named(name).unwrap()).unwrap();
        let operands = formula.operands().into_iter().map(|place| place.name(cell)).collect::<Vec<_>>().join(" ");
        let number = if let Formula::Number(number) = formula { Some(number) } else { None };
        (number, operands)
    };
    let (one, nothing) = ((Some(1.0), String::new()), (Some(0.0), String::new()));
    for (switch, gate) in
        [(Switch::ForgetOpen, "f"), (Switch::InputOpen, "i"), (Switch::OutputOpen, "o"), (Switch::ResetOpen, "r")]
    {
        assert_eq!(printed(&[switch], &format!("{gate}@1")), one, "{gate}");
        assert_eq!(printed(&[switch], &format!("d.a.{gate}@1")), nothing, "{gate}");
    }
    assert_eq!(printed(&[Switch::Coupled], "i@1"), (None, "f@1".to_owned()));
    assert_eq!(printed(&[Switch::Coupled], "d.a.i@1"), nothing);
    assert_eq!(printed(&[Switch::Coupled], "d.f@2"), (None, "d.c@2 c@1 d.i@2".to_owned()));
    assert_eq!(printed(&[Switch::OutputOpen], "f@1"), (None, "a.f@1".to_owned()));
}

/// A loss at the third of five steps: nothing comes from later ones, and the readout is used for it at that step only.
#[test]
fn steps_without_a_part_in_the_loss_contribute_nothing() {
    let sizes = Sizes { steps: 5, batch: 1, inputs: 2, units: 2, outputs: 2 };
    let mut batch = symbols(sizes, 1);
    batch.targets = Targets::Classes(vec![None, None, Some(1), None, None]);
    let network = network(Cell::Lstm, sizes, LossKind::CrossEntropy, 1);
    let case = Case::new(network, batch, OptimizerKind::Sgd, Clipping::Off, 0);
    let contributing = |tensor| {
        let has_part = |t: &usize| case.record().contribution(Weight { tensor, block: 0 }, *t).is_some();
        (1..=5).filter(has_part).collect::<Vec<_>>()
    };
    assert_eq!(contributing(Weight::RECURRENT), [1, 2, 3]);
    assert_eq!(contributing(Weight::READOUT), [3]);
}

/// A place that a network has not is none by name either.
#[test]
fn unknown_names_are_none() {
    let sizes = Sizes { steps: 2, batch: 1, inputs: 2, units: 2, outputs: 2 };
    let network = network(Cell::Lstm, sizes, LossKind::CrossEntropy, 1);
    let case = Case::new(network, symbols(sizes, 1), OptimizerKind::Sgd, Clipping::Off, 0);
    let outline = case.record().outline();
    for name in
        ["", "h", "h@3", "h@-1", "f@0", "W_hz", "W_hf@1", "z@1", "d.p@1", "d.h@9", "m0.W_hf", "g.W_hf", "L@0", "L@3"]
    {
        assert_eq!(outline.place_named(name), None, "{name:?}");
    }
    assert_eq!(outline.place_named("h@0").map(|place| place.time), Some(0));
    assert!(matches!(outline.place_named("new.W_hf").map(|p| p.quantity), Some(Quantity::Update(Stage::After, _))));
    for name in ["h@1", "h@1[0]", "h@1[]", "h@1[x]", "h@1[1", "h@5[1]", "h@1[3]", "W_hf[2,3]", "b_hf[1,2]", "L[2]"] {
        assert_eq!(outline.entry_named(name), None, "{name:?}");
    }
    assert_eq!(outline.entry_named("W_hf[2,1]").map(|entry| (entry.row, entry.col)), Some((1, 0)));
}

#[test]
fn with_an_encoder_each_step_reads_the_weights_of_its_part() {
    let sizes = Sizes { steps: 5, batch: 1, inputs: 3, units: 3, outputs: 4 };
    for variant in variants() {
        for optimizer in OPTIMIZERS {
            let network = switched(variant, sizes, LossKind::CrossEntropy, 31).with_encoder(&InitSpec::default());
            let batch = Batch { source: Some(2), ..symbols(sizes, 32) };
            let case = Case::new(network, batch, optimizer, Clipping::GlobalNorm(0.5), 1);
            assert!(check(&case.record()) > 100, "{variant:?} {optimizer:?}");
            let record = case.record();
            for weight in record.outline().weights() {
                let all = record.sum_of_contributions(weight, 1..=5);
                let tape = numbers(&record, Place::gradient(Variable::Weight(weight), 0));
                assert_eq!(all, tape.data, "{variant:?} {weight:?}");
                if !weight.is_readout() {
                    let has_part = |t| record.contribution(weight, t).is_some();
                    assert_eq!((has_part(2), has_part(3)), (weight.is_of_encoder(), !weight.is_of_encoder()));
                }
            }
        }
    }
}
