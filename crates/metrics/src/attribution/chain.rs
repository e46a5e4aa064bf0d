//! The linear algebra of an absorbing Markov chain.
//!
//! Wanted are h = N b, f = sᵀ N and the diagonal of N = (I − Q)⁻¹. For few states N is reckoned whole, by elimination. For many that would
//! take n³ steps, while Q has few entries: documents follow few others. There h, f and each entry of the diagonal are solutions of sparse systems,
//! found by Gauss–Seidel sweeps (they always converge here, since each row of I − Q is diagonally dominant), eight of them at once so that each
//! entry that is read from memory is used eight times.
//!
//! Sweeps converge as slowly as deals are long: what remains of the error is soon all in one direction, the sweeps' dominant eigenvector. Its part in the
//! error can be told from the change of a sweep and the left eigenvector, so it's taken out at once ("deflation"), and what remains fades by the
//! second eigenvalue: in some twenty sweeps.

use super::markov::ratio;

/// Up to so many states N is reckoned whole.
const FEW: usize = 400;
/// Systems that are solved together.
const WIDTH: usize = 8;
/// A sweep that changes no value by more than this is the last one. Values are counts of visits: of the order of 1.
const STILL: f64 = 1e-13;
/// Sweeps after which it's given up; see [`Figures::is_settled`].
const MOST_SWEEPS: usize = 20_000;
/// Sweeps to find the eigenvectors.
const POWER_SWEEPS: usize = 40;
/// Sweeps after which the error's dominant part is taken out. A bounded number, so that inexact eigenvectors can't keep sweeps from converging.
const DEFLATED_SWEEPS: usize = 12;

/// A chain of touches: `n` states, some of which end.
pub(super) struct Chain {
    /// Q by rows.
    rows: Rows,
    /// s: where it starts.
    starts: Vec<f64>,
    /// b: the probability that it's won after a state.
    wins: Vec<f64>,
}

/// What is wanted of it, by state.
pub(super) struct Figures {
    /// h: the probability of winning from here.
    pub(super) wins: Vec<f64>,
    /// f: how often it is passed.
    pub(super) visits: Vec<f64>,
    /// The diagonal of N: how often it is passed by those who are there.
    pub(super) returns: Vec<f64>,
    /// Whether all sweeps came to rest.
    pub(super) is_settled: bool,
}

/// A part of the work on a large chain: what [`Attribution::credits_by`](super::Attribution::credits_by) gives to be done, on whatever thread.
#[derive(Clone, Debug)]
pub struct Part {
    returns: Vec<f64>,
    is_settled: bool,
}

/// Does a part of the work, by its number.
pub type Solve<'a> = &'a (dyn Fn(usize) -> Part + Sync);

/// A sparse matrix by rows, with its diagonal apart.
struct Rows {
    /// Where each row's entries begin, and an end.
    begins: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f64>,
    /// 1 − the diagonal entry: above 0, since every state is left at last.
    leaves: Vec<f64>,
}

/// Values of some systems, by state.
type Block = Vec<[f64; WIDTH]>;

impl Chain {
    /// A chain of steps `(from, to, times)`, sorted; `out` says how often each state was left or stayed in.
    pub(super) fn new(steps: &[(usize, usize, u64)], out: &[u64], starts: Vec<f64>, wins: Vec<f64>) -> Self {
        let probability = |from: usize, times| ratio(times, out.get(from).copied().unwrap_or_default());
        let entries = steps.iter().map(|(from, to, times)| (*from, *to, probability(*from, *times)));
        // Exact where a state is rarely left: the counts are subtracted, not their ratios.
        let mut leaves = vec![1.0; out.len()];
        for (from, to, times) in steps {
            if from == to
                && let (Some(leaves), Some(out)) = (leaves.get_mut(*from), out.get(*from))
            {
                *leaves = ratio(out - times, *out);
            }
        }
        Self { rows: Rows::new(entries, leaves), starts, wins }
    }

    pub(super) fn figures(&self, run: impl FnOnce(usize, Solve) -> Vec<Part>) -> Figures {
        if self.starts.len() <= FEW { self.by_elimination() } else { self.by_sweeps(run) }
    }

    pub(super) fn by_elimination(&self) -> Figures {
        let count = self.starts.len();
        let inverse = self.rows.inverse();
        let row = |state: usize| inverse.get(state * count..(state + 1) * count).unwrap_or_default();
        let wins = (0..count).map(|state| dot(row(state), &self.wins)).collect();
        let returns = (0..count).map(|state| row(state).get(state).copied().unwrap_or(1.0)).collect();
        let mut visits = vec![0.0; count];
        for (state, start) in self.starts.iter().enumerate() {
            add(&mut visits, *start, row(state));
        }
        Figures { wins, visits, returns, is_settled: true }
    }

    pub(super) fn by_sweeps(&self, run: impl FnOnce(usize, Solve) -> Vec<Part>) -> Figures {
        let dominant = Dominant::of(&self.rows);
        let (wins, wins_settled) = self.rows.solve(&first_of(&self.wins), dominant.as_ref());
        let transposed = self.rows.transposed();
        let (visits, visits_settled) = transposed.solve(&first_of(&self.starts), Dominant::of(&transposed).as_ref());
        let parts = run(self.starts.len().div_ceil(WIDTH), &|part| self.part(part, dominant.as_ref()));

        let only = |block: Block| block.into_iter().map(|values| values[0]).collect();
        let is_settled = wins_settled && visits_settled && parts.iter().all(|part| part.is_settled);
        let returns = parts.into_iter().flat_map(|part| part.returns).collect();
        Figures { wins: only(wins), visits: only(visits), returns, is_settled }
    }

    /// The diagonal's entries of some states.
    fn part(&self, part: usize, dominant: Option<&Dominant>) -> Part {
        let begin = part * WIDTH;
        let mut right = vec![[0.0; WIDTH]; self.starts.len()];
        for (lane, right) in right.iter_mut().skip(begin).take(WIDTH).enumerate() {
            right[lane] = 1.0;
        }
        let (solved, is_settled) = self.rows.solve(&right, dominant);
        let returns = solved.iter().skip(begin).take(WIDTH).enumerate().map(|(lane, values)| values[lane]).collect();
        Part { returns, is_settled }
    }
}

/// A block whose first system has these values.
fn first_of(values: &[f64]) -> Block {
    values
        .iter()
        .map(|value| {
            let mut lanes = [0.0; WIDTH];
            lanes[0] = *value;
            lanes
        })
        .collect()
}

impl Rows {
    /// From entries in the order of rows; those on the diagonal are left out.
    fn new(entries: impl Iterator<Item = (usize, usize, f64)>, leaves: Vec<f64>) -> Self {
        let mut rows = Self { begins: vec![0], columns: Vec::new(), values: Vec::new(), leaves };
        for (row, column, value) in entries {
            while rows.begins.len() <= row {
                rows.begins.push(rows.columns.len());
            }
            if row != column {
                rows.columns.push(u32::try_from(column).unwrap_or(u32::MAX));
                rows.values.push(value);
            }
        }
        while rows.begins.len() <= rows.leaves.len() {
            rows.begins.push(rows.columns.len());
        }
        rows
    }

    /// A row's entries off the diagonal.
    fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        let begin = self.begins.get(row).copied().unwrap_or_default();
        let end = self.begins.get(row + 1).copied().unwrap_or(begin);
        let columns = self.columns.get(begin..end).unwrap_or_default();
        let values = self.values.get(begin..end).unwrap_or_default();
        columns.iter().map(|column| *column as usize).zip(values.iter().copied())
    }

    fn transposed(&self) -> Self {
        let mut entries: Vec<(usize, usize, f64)> = Vec::with_capacity(self.columns.len());
        for row in 0..self.leaves.len() {
            entries.extend(self.row(row).map(|(column, value)| (column, row, value)));
        }
        entries.sort_unstable_by_key(|(row, column, _)| (*row, *column));
        Self::new(entries.into_iter(), self.leaves.clone())
    }

    /// (I − Q)⁻¹, row by row, by Gauss–Jordan elimination. It needs no pivots: I − Q is diagonally dominant.
    fn inverse(&self) -> Vec<f64> {
        let count = self.leaves.len();
        let mut matrix = vec![0.0; count * count];
        for (row, (line, leaves)) in matrix.chunks_mut(count.max(1)).zip(&self.leaves).enumerate() {
            for (column, value) in self.row(row) {
                set(line, column, -value);
            }
            set(line, row, *leaves);
        }
        let mut pivot_line = vec![0.0; count];
        for pivot in 0..count {
            let Some(line) = matrix.get_mut(pivot * count..(pivot + 1) * count) else { break };
            let scale = 1.0 / line.get(pivot).copied().unwrap_or(1.0);
            set(line, pivot, 1.0);
            for value in line.iter_mut() {
                *value *= scale;
            }
            pivot_line.copy_from_slice(line);
            for (row, line) in matrix.chunks_mut(count).enumerate() {
                let factor = line.get(pivot).copied().unwrap_or_default();
                if row != pivot && factor != 0.0 {
                    set(line, pivot, 0.0);
                    add(line, -factor, &pivot_line);
                }
            }
        }
        matrix
    }

    /// Solves (I − Q) x = right; says whether it came to rest.
    fn solve(&self, right: &[[f64; WIDTH]], dominant: Option<&Dominant>) -> (Block, bool) {
        let mut solved: Block = vec![[0.0; WIDTH]; right.len()];
        for sweep in 0..MOST_SWEEPS {
            let deflation = dominant.filter(|_| (1..=DEFLATED_SWEEPS).contains(&sweep));
            let change = self.sweep(&mut solved, right, deflation);
            if change <= STILL {
                return (solved, true);
            }
        }
        (solved, false)
    }

    /// One sweep over all values; gives the greatest change.
    fn sweep(&self, solved: &mut [[f64; WIDTH]], right: &[[f64; WIDTH]], dominant: Option<&Dominant>) -> f64 {
        let mut greatest = [0.0f64; WIDTH];
        // Of the changes, how much is in the direction of the dominant eigenvector.
        let mut along = [0.0f64; WIDTH];
        for (row, (right, leaves)) in right.iter().zip(&self.leaves).enumerate() {
            let mut sum = *right;
            for (column, value) in self.row(row) {
                let Some(other) = solved.get(column) else { continue };
                for (sum, other) in sum.iter_mut().zip(other) {
                    *sum += value * other;
                }
            }
            let Some(old) = solved.get_mut(row) else { continue };
            let left = dominant.and_then(|it| it.left.get(row)).copied().unwrap_or_default();
            for lane in 0..WIDTH {
                let new = sum[lane] / leaves;
                let change = new - old[lane];
                greatest[lane] = greatest[lane].max(change.abs());
                along[lane] += left * change;
                old[lane] = new;
            }
        }
        if let Some(dominant) = dominant {
            for (values, right) in solved.iter_mut().zip(&dominant.right) {
                for (value, along) in values.iter_mut().zip(&along) {
                    *value += dominant.rest * along * right;
                }
            }
        }
        greatest.into_iter().fold(0.0, f64::max)
    }
}

/// The dominant eigenvectors of sweeps without a right side, and what follows from them.
struct Dominant {
    left: Vec<f64>,
    right: Vec<f64>,
    /// By what the part of a change along `left` is multiplied to be the error's part along `right`: λ ÷ (1 − λ) ÷ (left · right).
    rest: f64,
}

impl Dominant {
    /// By power iteration. None where there is no such direction, as in a chain without loops.
    fn of(rows: &Rows) -> Option<Self> {
        let count = rows.leaves.len();
        let (mut left, mut right) = (vec![1.0; count], vec![1.0; count]);
        let mut eigenvalue = 0.0;
        for _ in 0..POWER_SWEEPS {
            rows.forward(&mut right);
            rows.backward(&mut left);
            eigenvalue = normalise(&mut right)?;
            normalise(&mut left)?;
        }
        let together = dot(&left, &right);
        let is_direction = together > 1e-9 && eigenvalue > 1e-6 && eigenvalue < 1.0;
        is_direction.then(|| Self { rest: eigenvalue / (1.0 - eigenvalue) / together, left, right })
    }
}

impl Rows {
    /// What a sweep makes of values: T x with T = (D − L)⁻¹ U, D the diagonal, L what is below and U what is above it.
    fn forward(&self, values: &mut [f64]) {
        for (row, leaves) in self.leaves.iter().enumerate() {
            let sum: f64 =
                self.row(row).map(|(column, entry)| entry * values.get(column).copied().unwrap_or(0.0)).sum();
            set(values, row, sum / leaves);
        }
    }

    /// The same from the left: Tᵀ y = Uᵀ (D − L)⁻ᵀ y.
    fn backward(&self, values: &mut Vec<f64>) {
        let mut result = vec![0.0; values.len()];
        for (row, leaves) in self.leaves.iter().enumerate().rev() {
            let value = values.get(row).copied().unwrap_or_default() / leaves;
            for (column, entry) in self.row(row) {
                let into = if column < row { &mut *values } else { &mut result };
                if let Some(into) = into.get_mut(column) {
                    *into += entry * value;
                }
            }
        }
        *values = result;
    }
}

/// Makes the greatest value 1; gives what it was. None where all are 0.
fn normalise(values: &mut [f64]) -> Option<f64> {
    let greatest = values.iter().copied().fold(0.0, f64::max);
    if greatest <= f64::MIN_POSITIVE {
        return None;
    }
    for value in values {
        *value /= greatest;
    }
    Some(greatest)
}

fn set(values: &mut [f64], at: usize, value: f64) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

/// Adds a multiple of a line.
fn add(line: &mut [f64], factor: f64, other: &[f64]) {
    for (value, other) in line.iter_mut().zip(other) {
        *value += factor * other;
    }
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}
