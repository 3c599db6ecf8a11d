//! Intervals for few answers. Each function names the publication that its formula comes from.

/// The 97.5 % quantile of the standard normal distribution, rounded as the published formulas have it.
const Z: f64 = 1.96;
/// The same, unrounded, for the expansion of Student's t.
const Z_EXACT: f64 = 1.959_963_984_540_054;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// Around a centre, kept within two bounds.
    fn around(centre: f64, half: f64, low: f64, high: f64) -> Self {
        Self { low: (centre - half).clamp(low, high), high: (centre + half).clamp(low, high) }
    }

    /// Whether it shares a point with another.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// A figure with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The net promoter score of counts, −100 to 100, with its adjusted-Wald interval: three quarters of an answer are added
/// to promoters and to detractors, and three answers in all.
///
/// Source: B. Rocks, “Interval Estimation for the ‘Net Promoter Score’”, The American Statistician 70 (2016), 365–372.
/// The interval is not centred on the score; it is clamped to the scale. `None` without an answer.
#[must_use]
pub fn adjusted_wald(promoters: usize, passives: usize, detractors: usize) -> Option<Estimate> {
    let [p, q, d] = [promoters, passives, detractors].map(|count| count as f64);
    let n = p + q + d;
    if n == 0.0 {
        return None;
    }
    let adjusted = n + 3.0;
    let (p1, d1) = ((p + 0.75) / adjusted, (d + 0.75) / adjusted);
    let half = Z * ((p1 + d1 - (p1 - d1).powi(2)) / adjusted).sqrt();
    let interval = Interval::around(100.0 * (p1 - d1), 100.0 * half, -100.0, 100.0);
    Some(Estimate { value: 100.0 * (p - d) / n, interval })
}

/// A share of successes, 0 to 1, with its score interval.
///
/// Source: E. B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”, Journal of the American
/// Statistical Association 22 (1927), 209–212. `None` without a trial, or with more successes than trials.
#[must_use]
pub fn wilson(successes: usize, trials: usize) -> Option<Estimate> {
    if trials == 0 || successes > trials {
        return None;
    }
    let (k, n) = (successes as f64, trials as f64);
    let (share, square) = (k / n, Z * Z);
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = Z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    Some(Estimate { value: share, interval: Interval::around(centre, half, 0.0, 1.0) })
}

/// The mean of answers on a scale with Student's interval, clamped to the scale; where all answers are the same, which
/// says nothing about their spread, [`hoeffding_mean`]'s.
///
/// Source: “Student”, “The Probable Error of a Mean”, Biometrika 6 (1908), 1–25. `None` under five answers.
#[must_use]
pub fn t_mean(answers: &[f64], low: f64, high: f64) -> Option<Estimate> {
    if answers.len() < 5 {
        return None;
    }
    let n = answers.len() as f64;
    let mean = mean(answers);
    let squares: f64 = sorted(answers).iter().map(|answer| (answer - mean).powi(2)).sum();
    if squares == 0.0 {
        return hoeffding_mean(answers, low, high);
    }
    let half = t_quantile(n - 1.0) * (squares / (n - 1.0) / n).sqrt();
    Some(Estimate { value: mean, interval: Interval::around(mean, half, low, high) })
}

/// The mean of answers on a bounded scale with an interval that needs nothing but the bounds: the range times
/// √(ln(2 ⁄ 0.05) ⁄ 2n) to each side, clamped to the scale.
///
/// Source: W. Hoeffding, “Probability Inequalities for Sums of Bounded Random Variables”, Journal of the American
/// Statistical Association 58 (1963), 13–30. `None` without an answer.
#[must_use]
pub fn hoeffding_mean(answers: &[f64], low: f64, high: f64) -> Option<Estimate> {
    if answers.is_empty() {
        return None;
    }
    let mean = mean(answers);
    let half = (high - low) * (40.0_f64.ln() / (2.0 * answers.len() as f64)).sqrt();
    Some(Estimate { value: mean, interval: Interval::around(mean, half, low, high) })
}

/// The 97.5 % quantile of Student's t, by the expansion in powers of 1 ⁄ ν; right to three digits from ν = 4 on.
///
/// Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
#[must_use]
pub fn t_quantile(freedom: f64) -> f64 {
    let z = Z_EXACT;
    let terms = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5) - 1920.0 * z.powi(3) - 945.0 * z)
            / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom) + z
}

/// The mean, added up in order of size, so that the order of answers cannot reach the last digit. 0 without an answer.
#[must_use]
pub fn mean(answers: &[f64]) -> f64 {
    if answers.is_empty() {
        return 0.0;
    }
    sorted(answers).iter().sum::<f64>() / answers.len() as f64
}

/// The probability of a value at least so far from 0, either way, in the standard normal distribution.
#[must_use]
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2).min(1.0)
}

/// Which of many probabilities stand out where so large a share of false ones is borne.
///
/// Source: Y. Benjamini, Y. Hochberg, “Controlling the False Discovery Rate”, Journal of the Royal Statistical Society B 57
/// (1995), 289–300.
#[must_use]
pub fn stand_out(probabilities: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = sorted(probabilities);
    sorted.retain(|p| p.is_finite());
    let many = probabilities.len() as f64;
    let bound = sorted.iter().zip(1_u32..).filter(|(p, rank)| **p <= rate * f64::from(*rank) / many);
    let bound = bound.map(|(p, _)| *p).last();
    probabilities.iter().map(|p| bound.is_some_and(|bound| *p <= bound)).collect()
}

fn sorted(answers: &[f64]) -> Vec<f64> {
    let mut sorted = answers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
