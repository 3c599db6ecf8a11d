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
    /// A way in which feedback is collected, for one account or, in the portfolio's `plan.toml`, for all of which the tier
    /// asks for feedback.
    ///
    /// A survey or feedback that was collected by it names it; so does, in `about`, a note of a talk in which it was used. One of an
    /// account with the `id` of a shared one stands in its place, and takes from it what it does not say itself.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[method]]
    /// id = "half-yearly"
    /// title = "Two questions, twice a year"
    /// form = "formal"
    /// channel = "email"
    /// instrument = "csat"
    /// scale = { low = 1, high = 10 }
    /// every = "6m"
    /// agreed = 2026-01-12
    /// with = ["amelia"]
    /// evaluate_every = "1y"
    /// analysis = ["trend", "themes"]
    /// ```
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
        /// The day from which it is used; that of `agreed`, or of the account's beginning, when left out.
        optional since: NaiveDate,
        /// The day on which it was agreed with the customer.
        optional agreed: NaiveDate,
        /// With whom it was agreed.
        list with: Who,
        /// How often it is evaluated; once a year when left out.
        optional evaluate_every: Period,
        /// How its answers are analysed.
        list analysis: String,
    }
}

fields! {
    /// A judgement of a method, a tool, a procedure, a report or a requirement of information, on a day.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[method]]
    /// id = "after-a-visit"
    /// title = "One question after a visit"
    /// form = "informal"
    /// channel = "visit"
    /// every = "6m"
    ///
    /// [[evaluation]]
    /// of = "after-a-visit"
    /// on = 2026-06-08
    /// value_ours = "Good for the words; nearly everybody says six."
    /// value_theirs = "Costs them ten seconds."
    /// improvement = "Ask it aloud, and write down the sentence that follows."
    /// ```
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

impl Method {
    /// Takes from the shared method whose place it takes what it does not say itself. When it is used from and with whom it
    /// was agreed is its own.
    pub fn inherit(&mut self, shared: &Self) {
        let Self {
            form,
            channel,
            instrument,
            scale,
            every,
            since: _,
            agreed: _,
            with: _,
            evaluate_every,
            analysis,
        } = shared.clone();
        self.form = self.form.take().or(form);
        self.channel = self.channel.take().or(channel);
        self.every = self.every.take().or(every);
        self.evaluate_every = self.evaluate_every.take().or(evaluate_every);
        if self.instrument.is_none() && self.scale.is_none() {
            (self.instrument, self.scale) = (instrument, scale);
        }
        if self.analysis.is_empty() {
            self.analysis = analysis;
        }
    }
}

impl Noun for Method {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().or(self.agreed.as_ref()).map(|at| at.value)
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
