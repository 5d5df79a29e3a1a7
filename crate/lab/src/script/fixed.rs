//! What a script with fixed gates has besides: NumPy gets a few lines more, PyTorch has no such cells. And what stands
//! instead of a script that would compute other numbers.

use unrolled_engine::{Cell, Switch, Switches};

/// A part of a NumPy script with the lines that fix gates: where all gates of a step are known, where it is known what
/// arrives at them, and before what arrives at their pre-activations is put together.
pub fn in_numpy(part: &str, cell: Cell, switches: Switches) -> String {
    let is_coupled = cell == Cell::Lstm && switches.has(Switch::Coupled);
    let opens = |k: &usize| switches.opens(cell, *k);
    let open: Vec<&str> = (0..cell.gate_names().len()).filter(opens).map(|k| cell.gate_names()[k]).collect();
    let (mut gates, mut back) = (String::new(), String::new());
    for gate in open {
        gates += &format!("    {gate}[t] = 1  # fixed open\n");
        back += &format!("    da_{gate} = np.zeros(H)  # {gate} = 1 whatever a_{gate} is\n");
    }
    if is_coupled {
        gates += "    i[t] = 1 - f[t]  # coupled\n";
        back += "    da_i = np.zeros(H)  # a_i has no part in it\n";
    }
    let passed_on = if is_coupled { "    df = df - di  # i = 1 − f: what arrives at i goes on to f\n" } else { "" };
    let after_gates = if cell.has_cell_state() { "    c[t] = f[t] *" } else { "    z[t] = sigmoid(" };
    let lines =
        [(after_gates, gates.as_str()), ("    da_i = ", passed_on), ("    da = np.concatenate(", back.as_str())];
    let insert = |part: String, (place, lines): (&str, &str)| part.replacen(place, &format!("{lines}{place}"), 1);
    lines.into_iter().filter(|(_, lines)| !lines.is_empty()).fold(part.to_owned(), insert)
}

/// Instead of a PyTorch script, which would compute other numbers.
pub const NOT_IN_PYTORCH: &str = "\
# No script: the cells of torch.nn learn all of their gates. With the settings chosen here some gates are
# fixed, so torch.nn.LSTM and torch.nn.GRU would compute other numbers than the page shows.
# The NumPy script has the fixed gates written out.
";
