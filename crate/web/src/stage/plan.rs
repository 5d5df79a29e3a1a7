//! Where everything on the stage stands, in CSS pixels. Pure arithmetic: drawing, pointing and outlining all read the same plan.

use unrolled_engine::CellKind;
use unrolled_lab::Fold;
use unrolled_plots::Rect;

use super::point::{Item, Point, SharedWeight, StateKind};

/// Columns narrower than this cannot be read.
const NARROWEST_COLUMN: f64 = 34.0;
/// Beyond so many steps the columns turn into a heat map.
const MOST_COLUMNS: usize = 24;
/// Beyond so many units in all of the strips, too.
const MOST_UNITS: usize = 1500;
/// Columns wider than this only move things apart.
const WIDEST_COLUMN: f64 = 250.0;

/// How the recurrence is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Columns,
    /// The same data, zoomed out: units × time.
    HeatMap,
    Rolled,
}

/// Everything that the plan depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanInput {
    /// Of the whole stage.
    pub width: f64,
    pub fold: Fold,
    pub steps: usize,
    /// How many of them, the first ones, are those of an encoder with weights of its own.
    pub source: usize,
    /// Of each cell, in the order of [`CellKind::ALL`].
    pub units: [usize; 3],
    /// How many outputs there are.
    pub symbols: usize,
    /// How wide the longest name of an output is.
    pub symbol_width: f64,
    /// The symbol of what comes out.
    pub output: &'static str,
    pub cells: Vec<CellKind>,
}

/// One state of a cell, drawn as a strip of its units; for the rolled cell and the columns relative to the column's box.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub state: StateKind,
    /// From the top of the stage.
    pub top: f64,
    pub height: f64,
    /// Units are laid out in rows of so many.
    pub per_row: usize,
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub cell: CellKind,
    pub top: f64,
    pub bottom: f64,
    pub box_top: f64,
    pub box_height: f64,
    /// c before h, as in the sketch of an LSTM.
    pub strips: Vec<Strip>,
    /// Of the output distribution; in the heat map of the strip of p(target).
    pub output_top: f64,
    pub output_height: f64,
    /// In the heat map, below it: of the row with the likeliest answers; 0 where it has no room.
    pub answers_height: f64,
    /// The middle of the arrows; in the heat map the top of the curve.
    pub gradient_y: f64,
    pub gradient_height: f64,
    /// The middle of the one cell of a rolled lane.
    pub rolled_x: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub input: PlanInput,
    pub form: Form,
    /// Room for the names on the left.
    pub gutter: f64,
    /// From one step to the next.
    pub pitch: f64,
    pub box_width: f64,
    pub header_height: f64,
    pub height: f64,
    /// Bars of the output distribution that fit.
    pub slots: usize,
    /// Whether the numbers stand beside the bars, not below.
    pub roomy: bool,
    pub lanes: Vec<Lane>,
}

/// How far beside the arrow of a weight it can be pointed at.
const EDGE_ROOM: f64 = 6.0;
pub const BAR_HEIGHT: f64 = 22.0;
const BOX_PADDING: f64 = 5.0;
/// In narrower columns of the heat map no answer is written out.
const NARROWEST_ANSWER: f64 = 12.0;
/// Room for the name of an output at most; longer ones are cut.
const WIDEST_SLOT: f64 = 48.0;
const ROLLED_HEIGHT: f64 = 222.0;
/// Room for the numbers beside the bars.
const NUMBERS_WIDTH: f64 = 62.0;

impl Plan {
    pub fn new(input: PlanInput) -> Self {
        let gutter = if input.width < 560.0 { 58.0 } else { 92.0 };
        let margin = if input.width < 560.0 { 6.0 } else { 14.0 };
        let room = (input.width - gutter - margin).max(40.0);
        let steps = input.steps.max(1) as f64;
        let form = form_of(&input, room / steps);
        let pitch = match form {
            Form::HeatMap => room / steps,
            _ => (room / steps).min(WIDEST_COLUMN),
        };
        let box_width = (pitch * 0.76).min(pitch - 12.0).max(pitch - 64.0).max(18.0);
        let roomy = form == Form::Columns && box_width >= 112.0;
        let slots = slots_of(&input, form, roomy, pitch, box_width);
        let mut plan = Self {
            form,
            gutter,
            pitch,
            box_width,
            header_height: 46.0,
            height: 0.0,
            slots,
            roomy,
            lanes: Vec::new(),
            input,
        };
        if form == Form::Rolled {
            plan.place_rolled();
            return plan;
        }
        let mut top = plan.header_height;
        for cell in plan.input.cells.clone() {
            let lane = if form == Form::HeatMap { plan.zoomed_lane(cell, top) } else { plan.lane(cell, top) };
            top = lane.bottom;
            plan.lanes.push(lane);
        }
        plan.height = top;
        plan
    }

    /// One cell beside the other, or one below the other where there is no room.
    fn place_rolled(&mut self) {
        self.box_width = 172.0;
        self.roomy = true;
        let count = self.input.cells.len();
        let beside = self.input.width / count as f64 >= 300.0;
        for (index, cell) in self.input.cells.clone().into_iter().enumerate() {
            let (row, column, columns) = if beside { (0, index, count) } else { (index, 0, 1) };
            let mut lane = self.lane(cell, row as f64 * ROLLED_HEIGHT + 62.0);
            lane.rolled_x = self.input.width * (column as f64 + 0.5) / columns as f64;
            lane.top = row as f64 * ROLLED_HEIGHT;
            lane.bottom = lane.top + ROLLED_HEIGHT;
            lane.output_top += 16.0;
            self.lanes.push(lane);
        }
        self.height = ROLLED_HEIGHT * if beside { 1.0 } else { count as f64 };
    }

    fn lane(&self, cell: CellKind, top: f64) -> Lane {
        let box_top = top + 14.0;
        let heights: &[(StateKind, f64)] = match cell {
            CellKind::Lstm => &[(StateKind::C, 15.0), (StateKind::H, 22.0)],
            _ => &[(StateKind::H, 34.0)],
        };
        let mut strips = Vec::new();
        let mut y = box_top + BOX_PADDING;
        for &(state, height) in heights {
            let rows = rows_of(self.units(cell), self.inner_width(), height);
            strips.push(Strip { state, top: y, height, rows, per_row: self.units(cell).div_ceil(rows) });
            y += height + 5.0;
        }
        let box_height = y - box_top;
        let output_top = box_top + box_height + 8.0;
        let output_height = if self.roomy { BAR_HEIGHT + 14.0 } else { BAR_HEIGHT + 28.0 };
        let gradient_y = output_top + output_height + 11.0;
        Lane {
            cell,
            top,
            bottom: gradient_y + 27.0,
            box_top,
            box_height,
            strips,
            output_top,
            output_height,
            answers_height: 0.0,
            gradient_y,
            gradient_height: 22.0,
            rolled_x: 0.0,
        }
    }

    fn zoomed_lane(&self, cell: CellKind, top: f64) -> Lane {
        let states: &[StateKind] = if cell == CellKind::Lstm { &[StateKind::C, StateKind::H] } else { &[StateKind::H] };
        let height = (4.0 * self.units(cell) as f64).clamp(30.0, 64.0) / if states.len() == 2 { 1.4 } else { 1.0 };
        let mut strips = Vec::new();
        let mut y = top + 10.0;
        for &state in states {
            strips.push(Strip { state, top: y, height: height.round(), rows: self.units(cell), per_row: 1 });
            y += height.round() + 4.0;
        }
        // Answers that are numbers have no names.
        let has_answers = self.input.symbols > 1 && self.pitch >= NARROWEST_ANSWER;
        let answers_height = if has_answers { 18.0 } else { 0.0 };
        let gradient_y = y + 10.0 + answers_height + 9.0;
        Lane {
            cell,
            top,
            bottom: gradient_y + 42.0 + 12.0,
            box_top: top + 10.0,
            box_height: y - 4.0 - top - 10.0,
            strips,
            output_top: y,
            output_height: 10.0,
            answers_height,
            gradient_y,
            gradient_height: 42.0,
            rolled_x: 0.0,
        }
    }

    /// H of a cell.
    pub fn units(&self, cell: CellKind) -> usize {
        self.input.units[cell as usize]
    }

    /// The middle of a step's column.
    pub fn x(&self, t: usize) -> f64 {
        self.gutter + (t as f64 + 0.5) * self.pitch
    }

    /// The middle of a lane's column; the rolled cell has but one.
    pub fn x_in(&self, lane: &Lane, t: usize) -> f64 {
        if self.form == Form::Rolled { lane.rolled_x } else { self.x(t) }
    }

    /// The right end of the last column.
    pub fn right(&self) -> f64 {
        self.gutter + self.input.steps as f64 * self.pitch
    }

    /// Inside of a column's box.
    pub fn inner_width(&self) -> f64 {
        self.box_width - 2.0 * BOX_PADDING
    }

    pub fn lane_of(&self, cell: CellKind) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.cell == cell)
    }

    /// One unit of a strip.
    pub fn unit_rect(&self, lane: &Lane, strip: &Strip, t: usize, unit: usize) -> Rect {
        let (row, column) = (unit / strip.per_row, unit % strip.per_row);
        let height = strip.height / strip.rows as f64;
        if self.form == Form::HeatMap {
            let left = self.gutter + t as f64 * self.pitch;
            return Rect { left, top: strip.top + row as f64 * height, width: self.pitch, height };
        }
        let width = (self.inner_width() / strip.per_row as f64).min(17.0);
        let left = self.x_in(lane, t) - width * strip.per_row as f64 / 2.0 + column as f64 * width;
        let gap = if width >= 5.0 { 0.75 } else { 0.25 };
        let top = strip.top + row as f64 * height;
        Rect { left: left + gap, top: top + gap, width: width - 2.0 * gap, height: height - 2.0 * gap }
    }

    /// All units of a strip in a column.
    pub fn strip_rect(&self, lane: &Lane, strip: &Strip, t: usize) -> Rect {
        let (first, last) = (self.unit_rect(lane, strip, t, 0), self.unit_rect(lane, strip, t, strip.per_row - 1));
        Rect::from_edges(first.left, strip.top, last.right(), strip.top + strip.height)
    }

    /// One bar of the output distribution, as high as a probability of 1; in the heat map the cell of p(target).
    pub fn slot_rect(&self, lane: &Lane, t: usize, slot: usize) -> Rect {
        if self.form == Form::HeatMap {
            let left = self.gutter + t as f64 * self.pitch;
            return Rect { left, top: lane.output_top, width: self.pitch, height: lane.output_height };
        }
        let width = self.slot_width();
        let beside = if self.roomy { NUMBERS_WIDTH } else { 0.0 };
        let left = self.x_in(lane, t) - (width * self.slots as f64 + beside) / 2.0;
        let gap = (width * 0.16).min(2.5);
        let left = left + slot as f64 * width + gap;
        Rect { left, top: lane.output_top, width: width - 2.0 * gap, height: BAR_HEIGHT }
    }

    /// The bar of a probability in its slot; what is no number, or zero, is a hairline.
    pub fn bar_rect(&self, lane: &Lane, t: usize, slot: usize, p: f64) -> Rect {
        let slot = self.slot_rect(lane, t, slot);
        let share = if p.is_finite() { p.clamp(0.0, 1.0) } else { 0.0 };
        let height = (share * BAR_HEIGHT).max(1.0);
        Rect { top: slot.bottom() - height, height, ..slot }
    }

    fn slot_width(&self) -> f64 {
        let room = if self.roomy { self.box_width - NUMBERS_WIDTH } else { self.pitch - 10.0 };
        (room / self.slots as f64).min(self.input.symbol_width.clamp(19.0, WIDEST_SLOT))
    }

    /// Where the readout of a step enters its bars.
    pub fn output_x(&self, lane: &Lane, t: usize) -> f64 {
        let aside = if self.roomy { NUMBERS_WIDTH / 2.0 } else { 0.0 };
        self.x_in(lane, t) - aside
    }

    /// Left and right end of a step's column.
    pub fn band(&self, t: usize) -> (f64, f64) {
        let left = self.gutter + t as f64 * self.pitch;
        (left, left + self.pitch)
    }

    /// Where x enters a column's box from above: across, from, to.
    pub fn input_edge(&self, lane: &Lane, t: usize) -> (f64, f64, f64) {
        (self.x(t), lane.top + 4.0, lane.box_top)
    }

    /// Where h leaves a column's box for the readout: across, from, to.
    pub fn output_edge(&self, lane: &Lane, t: usize) -> (f64, f64, f64) {
        (self.output_x(lane, t), lane.box_top + lane.box_height, lane.output_top - 1.0)
    }

    /// Where h comes from the box before: from, to, down; nowhere at the first step.
    pub fn state_edge(&self, lane: &Lane, t: usize) -> Option<(f64, f64, f64)> {
        let strip = lane.strips.iter().find(|strip| strip.state == StateKind::H)?;
        let half = self.box_width / 2.0;
        (t > 0).then(|| (self.x(t - 1) + half, self.x(t) - half, strip.top + strip.height / 2.0))
    }

    /// The shared weight whose arrow is at a place among the columns.
    pub fn weight_at(&self, x: f64, y: f64) -> Option<SharedWeight> {
        let t = ((x - self.gutter) / self.pitch).floor();
        if self.form != Form::Columns || t < 0.0 || t >= self.input.steps as f64 {
            return None;
        }
        let t = t as usize;
        let lane = self.lanes.iter().find(|lane| (lane.top..lane.bottom).contains(&y))?;
        let upright = |(across, from, to): (f64, f64, f64)| (x - across).abs() < EDGE_ROOM && (from..to).contains(&y);
        // The arrow between two boxes begins in the column of the first one.
        let level = |t: usize| {
            let edge = self.state_edge(lane, t).filter(|_| t < self.input.steps);
            edge.is_some_and(|(from, to, down)| (y - down).abs() < EDGE_ROOM && (from..to).contains(&x))
        };
        if upright(self.input_edge(lane, t)) {
            Some(SharedWeight::InputToState.at_step(t, self.input.source))
        } else if upright(self.output_edge(lane, t)) {
            Some(SharedWeight::StateToOutput)
        } else {
            let to = [t, t + 1].into_iter().find(|t| level(*t))?;
            Some(SharedWeight::StateToState.at_step(to, self.input.source))
        }
    }

    /// The arrow that brings ∂L/∂h to a step: from `tail` to `tip`.
    pub fn arrow_ends(&self, t: usize) -> (f64, f64) {
        let tip = self.x(t);
        let tail = if t + 1 < self.input.steps { self.x(t + 1) - 5.0 } else { tip + (self.pitch * 0.2).min(14.0) };
        (tail, tip)
    }

    /// What is at a place on the stage; `rolled_t` is the step that a rolled cell shows.
    pub fn point_at(&self, x: f64, y: f64, rolled_t: usize) -> Option<Point> {
        let rolled = self.form == Form::Rolled;
        let column = ((x - self.gutter) / self.pitch).floor();
        if !rolled && (column < 0.0 || column >= self.input.steps as f64) {
            return None;
        }
        let t = if rolled { rolled_t } else { column as usize };
        if !rolled && y < self.header_height {
            return Some(Point { cell: None, t, item: Item::Input });
        }
        let near = |lane: &&Lane| !rolled || (x - lane.rolled_x).abs() < 140.0;
        let lane = self.lanes.iter().filter(near).find(|lane| (lane.top..lane.bottom).contains(&y))?;
        let found = |item| Some(Point { cell: Some(lane.cell), t, item });
        for strip in &lane.strips {
            if (strip.top..strip.top + strip.height).contains(&y) {
                let hit = |unit: &usize| grown(self.unit_rect(lane, strip, t, *unit), 0.8).contains(x, y);
                return (0..self.units(lane.cell)).find(hit).and_then(|unit| found(Item::Unit(strip.state, unit)));
            }
        }
        if (lane.output_top - 2.0..lane.output_top + lane.output_height + lane.answers_height + 1.0).contains(&y) {
            let hit = |slot: &usize| {
                let rect = grown(self.slot_rect(lane, t, *slot), 2.5);
                rect.left <= x && x < rect.right()
            };
            return (0..self.slots).find(hit).and_then(|slot| found(Item::Slot(slot)));
        }
        (!rolled && y >= lane.gradient_y - 10.0).then(|| found(Item::Gradient)).flatten()
    }

    /// The outline of something on the stage.
    pub fn rect_of(&self, point: Point) -> Option<Rect> {
        let x = self.x(point.t);
        let Some(cell) = point.cell else {
            if self.form == Form::Rolled {
                return None;
            }
            let width = self.pitch.clamp(10.0, 44.0);
            return Some(Rect { left: x - width / 2.0, top: 3.0, width, height: self.header_height - 7.0 });
        };
        let lane = self.lane_of(cell)?;
        match point.item {
            Item::Unit(state, unit) => {
                let strip = lane.strips.iter().find(|strip| strip.state == state)?;
                Some(grown(self.unit_rect(lane, strip, point.t, unit), 1.5))
            }
            Item::Slot(slot) if self.form == Form::HeatMap => Some(grown(self.slot_rect(lane, point.t, slot), 1.5)),
            Item::Slot(slot) => {
                let rect = grown(self.slot_rect(lane, point.t, slot), 2.0);
                Some(Rect { height: rect.height + 13.0, ..rect })
            }
            Item::Gradient if self.form == Form::HeatMap => {
                let left = self.gutter + point.t as f64 * self.pitch;
                let rect = Rect { left, top: lane.gradient_y, width: self.pitch, height: lane.gradient_height };
                Some(grown(rect, 1.5))
            }
            Item::Gradient if self.form == Form::Rolled => None,
            Item::Gradient => {
                let (tail, tip) = self.arrow_ends(point.t);
                Some(Rect::from_edges(tip - 3.0, lane.gradient_y - 9.0, tail + 1.0, lane.gradient_y + 9.0))
            }
            Item::Input => None,
        }
    }
}

fn grown(rect: Rect, by: f64) -> Rect {
    Rect::from_edges(rect.left - by, rect.top - by, rect.right() + by, rect.bottom() + by)
}

fn form_of(input: &PlanInput, pitch: f64) -> Form {
    let units = |cell: &CellKind| input.units[*cell as usize] * if *cell == CellKind::Lstm { 2 } else { 1 };
    let units: usize = input.cells.iter().map(units).sum();
    let crowded = pitch < NARROWEST_COLUMN || input.steps > MOST_COLUMNS || input.steps * units > MOST_UNITS;
    match input.fold {
        Fold::Rolled => Form::Rolled,
        Fold::Unrolled if crowded => Form::HeatMap,
        Fold::Unrolled => Form::Columns,
    }
}

fn slots_of(input: &PlanInput, form: Form, roomy: bool, pitch: f64, box_width: f64) -> usize {
    let name = input.symbol_width.min(WIDEST_SLOT);
    let fitting = match form {
        Form::HeatMap => 1.0,
        Form::Rolled => (8.0 * 19.0 / name.max(19.0)).min(8.0),
        Form::Columns if roomy => (box_width - NUMBERS_WIDTH) / name.max(13.0),
        Form::Columns => (pitch - 10.0) / name.max(10.5),
    };
    input.symbols.min((fitting.floor() as usize).clamp(1, 10))
}

/// As few rows as leave every unit wide enough to be seen.
fn rows_of(units: usize, width: f64, height: f64) -> usize {
    let most = if height < 18.0 { 2 } else { 4 };
    (1..most).find(|rows| width / units.div_ceil(*rows) as f64 >= 4.4).unwrap_or(most).min(units)
}
