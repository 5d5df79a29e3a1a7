//! The recurrence with one unit, written out: h_t = φ(w·h_{t−1} + u·x_t + b), as textbooks draw it. A factor w·φ′(a_t) comes
//! with every step back, so that ∂h_T/∂h_0 is their product: 3·3·3 where w is 3 and nothing saturates.
//!
//! One number is read, at the first step; the loss is L = ½(h_T − y)². Pascanu, Mikolov & Bengio (2013, *On the difficulty of
//! training recurrent neural networks*, section 2.3 and figure 6) look at the same chain: its loss has a cliff over (w, b),
//! from which gradient descent is thrown far away unless the gradient is clipped.

use serde::{Deserialize, Serialize};
use unrolled_engine::Real;

use crate::settings::{Range, Rejection};

/// The activation φ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phi {
    Linear,
    Tanh,
    Relu,
    Sigmoid,
}

impl Phi {
    pub const ALL: [Self; 4] = [Self::Linear, Self::Tanh, Self::Relu, Self::Sigmoid];

    fn value(self, a: f64) -> f64 {
        match self {
            Self::Linear => a,
            Self::Tanh => Real::tanh(a),
            Self::Relu => a.max(0.0),
            Self::Sigmoid => Real::sigmoid(a),
        }
    }

    /// φ′ from the value h = φ(a); 0 at the kink of the ReLU, as everywhere here.
    pub(crate) fn slope(self, h: f64) -> f64 {
        match self {
            Self::Linear => 1.0,
            Self::Tanh => 1.0 - h * h,
            Self::Relu => f64::from(u8::from(h > 0.0)),
            Self::Sigmoid => h * (1.0 - h),
        }
    }
}

/// What a chain is made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    pub phi: Phi,
    /// W_hh, one number.
    pub w: f64,
    pub b: f64,
    /// What is read at the first step, u·x_1; nothing later.
    pub x: f64,
    /// T.
    pub steps: usize,
    /// y, what h_T should be.
    pub target: f64,
}

impl Default for Chain {
    /// W = 3 over three steps: the gradient is multiplied by it twice on its way from h_3 to h_1.
    fn default() -> Self {
        Self { phi: Phi::Linear, w: 3.0, b: 0.0, x: 0.1, steps: 3, target: 1.0 }
    }
}

/// A chain with its values and its gradients; all by step, the first step first.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// a_t, the pre-activation.
    pub a: Vec<f64>,
    pub h: Vec<f64>,
    /// φ′(a_t).
    pub slopes: Vec<f64>,
    /// ∂L/∂h_t.
    pub dh: Vec<f64>,
    /// ∂h_T/∂h_t: the product of the factors of the steps after t, 1 at the last one.
    pub products: Vec<f64>,
    pub loss: f64,
    /// ∂L/∂w = Σ_t ∂L/∂a_t h_{t−1}, and ∂L/∂b = Σ_t ∂L/∂a_t.
    pub dw: f64,
    pub db: f64,
}

impl Run {
    /// What step `t` (from 0) multiplies a gradient by that goes through it to the step before: w·φ′(a_t).
    pub fn factor(&self, chain: &Chain, t: usize) -> f64 {
        chain.w * self.slopes[t]
    }
}

/// Where descent was, and what it found there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    pub w: f64,
    pub b: f64,
    pub loss: f64,
    /// ‖(∂L/∂w, ∂L/∂b)‖₂, before clipping.
    pub norm: f64,
}

/// How (w, b) descend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Descent {
    pub rate: f64,
    /// The gradient is not longer than this; `None` leaves it as it is.
    pub limit: Option<f64>,
    pub updates: usize,
}

impl Chain {
    pub const W: Range = Range { setting: "w", smallest: -10.0, largest: 10.0 };
    pub const B: Range = Range { setting: "b", smallest: -10.0, largest: 10.0 };
    pub const X: Range = Range { setting: "x", smallest: -10.0, largest: 10.0 };
    pub const STEPS: Range = Range { setting: "steps", smallest: 1.0, largest: 200.0 };
    pub const TARGET: Range = Range { setting: "target", smallest: -1000.0, largest: 1000.0 };

    /// # Errors
    /// If a number is outside of its range.
    pub fn check(&self) -> Result<(), Rejection> {
        Self::W.check(self.w)?;
        Self::B.check(self.b)?;
        Self::X.check(self.x)?;
        Self::STEPS.check(self.steps as f64)?;
        Self::TARGET.check(self.target)
    }

    /// Forward from h_0 = 0, and back.
    pub fn run(&self) -> Run {
        let (mut a, mut h, mut slopes) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = 0.0;
        for t in 0..self.steps {
            let read = if t == 0 { self.x } else { 0.0 };
            let now = self.w * before + read + self.b;
            before = self.phi.value(now);
            a.push(now);
            h.push(before);
            slopes.push(self.phi.slope(before));
        }
        let error = before - self.target;
        let (mut dh, mut products) = (vec![0.0; self.steps], vec![0.0; self.steps]);
        let (mut dw, mut db) = (0.0, 0.0);
        let (mut gradient, mut product) = (error, 1.0);
        for t in (0..self.steps).rev() {
            (dh[t], products[t]) = (gradient, product);
            let da = gradient * slopes[t];
            dw += if t > 0 { da * h[t - 1] } else { 0.0 };
            db += da;
            gradient = da * self.w;
            product *= self.w * slopes[t];
        }
        Run { a, h, slopes, dh, products, loss: 0.5 * error * error, dw, db }
    }

    fn at(&self, w: f64, b: f64) -> Self {
        Self { w, b, ..*self }
    }

    /// The loss over a grid from the first to the last `w` and `b`: row after row, `w` along the rows, `b` from row to row.
    ///
    /// # Panics
    /// With fewer than two columns or rows.
    pub fn surface(&self, w: (f64, f64), b: (f64, f64), columns: usize, rows: usize) -> Vec<f64> {
        assert!(columns > 1 && rows > 1, "a grid has corners");
        let at =
            |(from, to): (f64, f64), index: usize, count: usize| from + (to - from) * index as f64 / (count - 1) as f64;
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        places.map(|(row, column)| self.at(at(w, column, columns), at(b, row, rows)).loss()).collect()
    }

    /// L alone.
    fn loss(&self) -> f64 {
        let mut h = 0.0;
        for t in 0..self.steps {
            h = self.phi.value(self.w * h + if t == 0 { self.x } else { 0.0 } + self.b);
        }
        0.5 * (h - self.target) * (h - self.target)
    }

    /// Gradient descent on (w, b) from where the chain is; ends early where a number is not finite any more.
    pub fn descend(&self, descent: &Descent) -> Vec<Station> {
        let (mut w, mut b) = (self.w, self.b);
        let mut path = Vec::new();
        for _ in 0..=descent.updates {
            let run = self.at(w, b).run();
            let norm = libm::hypot(run.dw, run.db);
            path.push(Station { w, b, loss: run.loss, norm });
            if !(norm.is_finite() && run.loss.is_finite()) {
                break;
            }
            let scale = descent.limit.filter(|limit| norm > *limit).map_or(1.0, |limit| limit / norm);
            w -= descent.rate * scale * run.dw;
            b -= descent.rate * scale * run.db;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_is_multiplied_twice_in_three_steps() {
        let chain = Chain::default();
        let run = chain.run();
        // h = 0.1, 0.3, 0.9.
        assert!((run.h[2] - 0.9).abs() < 1e-15);
        assert_eq!(run.products, [9.0, 3.0, 1.0]);
        assert!((run.dh[0] - 9.0 * (0.9 - 1.0)).abs() < 1e-14);
        // ∂L/∂w = (h_3 − y)(h_2 + w h_1) = −0.1 (0.3 + 0.3).
        assert!((run.dw + 0.06).abs() < 1e-15);
        assert!((run.loss - 0.005).abs() < 1e-16);
    }

    #[test]
    fn a_saturated_tanh_shrinks_what_a_large_weight_would_grow() {
        let chain = Chain { phi: Phi::Tanh, x: 1.0, ..Chain::default() };
        let run = chain.run();
        let (h1, h2) = (1_f64.tanh(), (3.0 * 1_f64.tanh()).tanh());
        let h3 = (3.0 * h2).tanh();
        assert!((run.h[2] - h3).abs() < 1e-15 && (run.h[0] - h1).abs() < 1e-15);
        let product = 9.0 * (1.0 - h3 * h3) * (1.0 - h2 * h2);
        assert!((run.products[0] - product).abs() < 1e-15 && product < 0.05, "{product}");
        assert!((run.factor(&chain, 2) * run.factor(&chain, 1) - product).abs() < 1e-15);
    }

    /// A network of one unit that reads x_1 with the weight 1 and says h_T has the same numbers.
    #[test]
    fn a_chain_is_an_rnn_of_one_unit() {
        use unrolled_engine::{Activation, Batch, Cell, InitSpec, Inputs, LossKind, Network, Recording, Targets};
        let chain = Chain { phi: Phi::Tanh, w: 1.3, b: -0.2, x: 0.7, steps: 5, target: 0.4 };
        let cell = Cell::Rnn(Activation::Tanh);
        let mut network = Network::<f64>::init(cell, 1, 1, 1, LossKind::MeanSquaredError, &InitSpec::default());
        let params = &mut network.params;
        (params.weight_ih.data[0], params.weight_hh.data[0], params.weight_ho.data[0]) = (1.0, chain.w, 1.0);
        (params.bias_ih[0], params.bias_hh[0], params.bias_o[0]) = (chain.b, 0.0, 0.0);
        let only = |place: usize, value: f64| {
            let one = |t: usize| if t == place { value } else { 0.0 };
            ((0..5).map(one).collect::<Vec<f64>>(), (0..5).map(|t| t == place).collect::<Vec<bool>>())
        };
        let ((read, has_input), (wanted, has_target)) = (only(0, chain.x), only(4, chain.target));
        let batch = Batch {
            steps: 5,
            batch: 1,
            inputs: Inputs::Vectors { values: read, present: has_input },
            targets: Targets::Vectors { values: wanted, present: has_target },
            h0: None,
            c0: None,
            source: None,
        };
        let mut tape = network.tape(Recording::Training, 5, 1);
        network.run(&batch, &mut tape);
        let run = chain.run();
        for t in 0..5 {
            assert!((tape.h(t)[0] - run.h[t]).abs() < 1e-15, "h_{t}");
            // The mean squared error has no ½.
            assert!((tape.dh(t)[0] - 2.0 * run.dh[t]).abs() < 1e-15, "dh_{t}");
        }
        assert!((tape.dparams.weight_hh.data[0] - 2.0 * run.dw).abs() < 1e-15);
        assert!((tape.dparams.bias_ih[0] - 2.0 * run.db).abs() < 1e-15);
    }

    #[test]
    fn gradients_are_those_of_differences() {
        for phi in Phi::ALL {
            let chain = Chain { phi, w: 0.8, b: 0.3, x: 0.7, steps: 6, target: -0.4 };
            let run = chain.run();
            let step = 1e-6;
            let slope = |one: Chain, other: Chain| (one.loss() - other.loss()) / (2.0 * step);
            let dw = slope(chain.at(0.8 + step, 0.3), chain.at(0.8 - step, 0.3));
            let db = slope(chain.at(0.8, 0.3 + step), chain.at(0.8, 0.3 - step));
            assert!((run.dw - dw).abs() < 1e-8 && (run.db - db).abs() < 1e-8, "{phi:?}");
            assert_eq!(run.loss, chain.loss());
        }
    }

    /// Beside the state that a unit with w = 6 can only balance on, as in the paper: one update without clipping goes far, with clipping it does not.
    #[test]
    fn clipping_stays_near_the_cliff() {
        let chain = Chain { phi: Phi::Sigmoid, w: 6.0, b: -3.0, x: 3.0001, steps: 25, target: 0.2 };
        let path = |limit| chain.descend(&Descent { rate: 0.1, limit, updates: 200 });
        let far = |path: &[Station]| {
            path.windows(2).map(|two| libm::hypot(two[1].w - two[0].w, two[1].b - two[0].b)).fold(0.0, f64::max)
        };
        let (free, clipped) = (path(None), path(Some(0.5)));
        assert_eq!((free.len(), clipped.len()), (201, 201));
        assert!(far(&clipped) <= 0.05 + 1e-12);
        assert!(far(&free) > 10.0 * far(&clipped), "{} and {}", far(&free), far(&clipped));
    }

    #[test]
    fn the_surface_has_the_losses_of_its_cells() {
        let chain = Chain { steps: 5, phi: Phi::Tanh, ..Chain::default() };
        let surface = chain.surface((-2.0, 1.0), (-1.0, 1.0), 4, 2);
        assert_eq!(surface.len(), 8);
        assert_eq!(surface[0], chain.at(-2.0, -1.0).run().loss);
        assert_eq!(surface[6], chain.at(0.0, 1.0).run().loss);
    }

    #[test]
    fn what_a_chain_cannot_have_is_named() {
        let chain = Chain { w: 11.0, ..Chain::default() };
        assert_eq!(chain.check().unwrap_err().to_string(), "w: expected a number from -10 to 10, found 11");
        let chain = Chain { steps: 0, ..Chain::default() };
        assert_eq!(chain.check().unwrap_err().to_string(), "steps: expected a number from 1 to 200, found 0");
        assert_eq!(Chain::default().check(), Ok(()));
    }
}
