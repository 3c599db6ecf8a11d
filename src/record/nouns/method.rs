//! Methods: the ways in which feedback is collected, and how well they serve.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How formal a method is.
    pub enum Form {
        /// With questions that stand.
        Formal = "formal",
        /// In passing.
        Informal = "informal",
    }
}

fields! {
    /// A way in which feedback is collected, for one account or, in the portfolio's `plan.toml`, for all.
    pub struct Method {
        /// How formal it is.
        optional form: Form,
        /// By which channel.
        optional channel: Channel,
        /// What it measures with.
        optional instrument: Instrument,
        /// The two ends of its scale.
        optional scale: Scale,
        /// How often it is used.
        optional every: Period,
        /// The day on which it was agreed with the customer.
        optional agreed: NaiveDate,
        /// With whom it was agreed.
        list with: Who,
        /// How often it is evaluated.
        optional evaluate_every: Period,
        /// How its answers are analysed.
        list analysis: String,
    }
}

fields! {
    /// A judgement of a method on a day.
    pub struct Evaluation {
        /// The method.
        required of: What,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// What it is worth to us.
        optional value_ours: String,
        /// What it is worth to them.
        optional value_theirs: String,
        /// What is to be better.
        optional improvement: String,
    }
}

impl Noun for Method {
    fn own_date(&self) -> Option<NaiveDate> {
        self.agreed.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Method(one) = data { Some(one) } else { None }
    }
}

impl Noun for Evaluation {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.of.value.id.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Evaluation(one) = data { Some(one) } else { None }
    }
}
