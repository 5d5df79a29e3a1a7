//! Reads a trace: how much processor time the page's main thread has spent between two marks, and on each frame.

use anyhow::{Context, Result};
use serde_json::Value;

const TASK: &str = "ThreadControllerImpl::RunTask";

/// One piece of work of the page's main thread.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Task {
    /// Microseconds, as all times of a trace.
    start: f64,
    end: f64,
    /// Processor time, which other programs on the machine do not add to.
    work: f64,
}

/// The main thread of the page that has set marks.
pub struct MainThread {
    tasks: Vec<Task>,
    /// Names with times, in the order of the times.
    marks: Vec<(f64, String)>,
}

impl MainThread {
    /// # Errors
    /// If no mark has the name `known`.
    pub fn read(events: &[Value], known: &str) -> Result<Self> {
        let is_mark = |event: &&Value| event["cat"] == "blink.user_timing";
        let first = events.iter().filter(is_mark).find(|event| event["name"] == known);
        let first = first.with_context(|| format!("the trace has no mark {known}"))?;
        let own: Vec<&Value> =
            events.iter().filter(|event| event["pid"] == first["pid"] && event["tid"] == first["tid"]).collect();
        let time = |event: &Value, name: &str| event[name].as_f64().unwrap_or(0.0);
        let mut tasks: Vec<Task> = own
            .iter()
            .filter(|event| event["name"] == TASK && event["ph"] == "X")
            .map(|event| {
                let start = time(event, "ts");
                Task { start, end: start + time(event, "dur"), work: time(event, "tdur") }
            })
            .collect();
        tasks.sort_by(|left, right| left.start.total_cmp(&right.start).then(right.end.total_cmp(&left.end)));
        // A task inside of another one is in its time already.
        let mut end = f64::NEG_INFINITY;
        tasks.retain(|task| {
            let is_outermost = task.start >= end;
            end = end.max(task.end);
            is_outermost
        });
        let names = own.iter().copied().filter(is_mark);
        let mut marks: Vec<(f64, String)> =
            names.map(|event| (time(event, "ts"), event["name"].as_str().unwrap_or_default().to_owned())).collect();
        marks.sort_by(|left, right| left.0.total_cmp(&right.0));
        Ok(Self { tasks, marks })
    }

    fn times<'a>(&'a self, name: &'a str) -> impl Iterator<Item = f64> + 'a {
        self.marks.iter().filter(move |(_, found)| found == name).map(|(time, _)| *time)
    }

    /// Milliseconds of work in the tasks from each mark `from` to the following mark `to`.
    pub fn between(&self, from: &str, to: &str) -> Vec<f64> {
        self.times(from)
            .zip(self.times(to))
            .map(|(from, to)| {
                self.tasks.iter().filter(|task| task.end > from && task.start < to).map(|task| task.work).sum::<f64>()
                    / 1000.0
            })
            .collect()
    }

    /// Milliseconds of work for each frame in which `shown` was marked: all tasks after the frame before, and the task
    /// with the mark `frame`, which draws.
    pub fn per_frame(&self, frame: &str, shown: &str) -> Vec<f64> {
        let frames: Vec<f64> = self.times(frame).collect();
        // Tasks that a frame ends with, by the times of their starts.
        let draws = |task: &Task| frames.iter().any(|time| (task.start..=task.end).contains(time));
        let mut result = Vec::new();
        let mut work = 0.0;
        let mut shows = false;
        let mut has_begun = false;
        for task in &self.tasks {
            work += task.work;
            shows |= self.times(shown).any(|time| (task.start..=task.end).contains(&time));
            if draws(task) {
                if shows && has_begun {
                    result.push(work / 1000.0);
                }
                (work, shows, has_begun) = (0.0, false, true);
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn task(start: f64, length: f64, work: f64) -> Value {
        json!({ "name": TASK, "cat": "toplevel", "ph": "X", "pid": 1, "tid": 1, "ts": start, "dur": length, "tdur": work })
    }

    fn mark(name: &str, time: f64) -> Value {
        json!({ "name": name, "cat": "blink.user_timing", "ph": "I", "pid": 1, "tid": 1, "ts": time })
    }

    fn main_thread(mut events: Vec<Value>) -> MainThread {
        let mut other = task(0.0, 1e6, 1e6);
        other["tid"] = json!(2);
        events.push(other);
        MainThread::read(&events, "frame").unwrap()
    }

    #[test]
    fn tasks_between_two_marks_count_with_their_processor_time() {
        let main = main_thread(vec![
            task(0.0, 50.0, 40.0),
            task(100.0, 1000.0, 900.0),
            task(200.0, 100.0, 100.0),
            task(2000.0, 1000.0, 600.0),
            task(4000.0, 500.0, 500.0),
            mark("from", 150.0),
            mark("frame", 2100.0),
            mark("to", 3500.0),
        ]);
        assert_eq!(main.between("from", "to"), [1.5]);
    }

    #[test]
    fn a_frame_has_what_was_done_since_the_one_before() {
        let main = main_thread(vec![
            task(0.0, 1000.0, 500.0),
            mark("frame", 10.0),
            task(2000.0, 1000.0, 700.0),
            mark("moment", 2500.0),
            task(4000.0, 1000.0, 800.0),
            mark("frame", 4500.0),
            task(6000.0, 1000.0, 900.0),
            mark("frame", 6500.0),
        ]);
        assert_eq!(main.per_frame("frame", "moment"), [1.5]);
    }
}
