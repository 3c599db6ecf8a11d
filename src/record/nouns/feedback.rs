//! Feedback: one voice in its own file, or many answers of a survey.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// Whose voice it is.
    pub enum Voice {
        /// The customer's.
        Customer = "customer",
        /// Our own staff's.
        Staff = "staff",
    }
}

words! {
    /// An instrument of measurement.
    pub enum Instrument {
        /// Net promoter score: 0 to 10.
        Nps = "nps",
        /// Customer satisfaction: 1 to 5 unless a scale is given.
        Csat = "csat",
        /// Customer effort: 1 to 7 unless a scale is given.
        Ces = "ces",
        /// A scale of one's own.
        Scale = "scale",
    }
}

fields! {
    /// The two ends of a scale.
    pub struct Scale {
        /// The lowest answer.
        required low: f64,
        /// The highest answer.
        required high: f64,
        /// Which end is better; `higher` when left out.
        optional better: Direction,
    }
}

fields! {
    /// One voice, with its words as the body.
    ///
    /// ```markdown accounts/northwind/feedback/2026-06-02-jonas.md
    /// +++
    /// from = "jonas"
    /// strengths = ["dashboard"]
    /// weaknesses = ["night line"]
    /// improve = ["somebody who speaks German at night"]
    /// answered = 2026-06-04
    /// +++
    /// The dashboard saves me an hour a day. At night I have given up calling.
    /// ```
    pub struct Feedback {
        /// The day; the file's name gives it when left out.
        optional on: NaiveDate,
        /// The method by which it was collected.
        optional method: What,
        /// Who said it.
        optional from: Who,
        /// Whose voice it is; the customer's when left out.
        optional source: Voice,
        /// The instrument, where no method names it.
        optional instrument: Instrument,
        /// The scale, where no method names it.
        optional scale: Scale,
        /// The score on that scale.
        optional score: f64,
        /// What they find good.
        list strengths: String,
        /// What they find bad.
        list weaknesses: String,
        /// What they would have better.
        list improve: String,
        /// The day on which we answered.
        optional answered: NaiveDate,
    }
}

fields! {
    /// One wave of an instrument: its answers follow as `[[answer]]`.
    ///
    /// Where names are not kept, `sent` says how many were asked.
    ///
    /// ```toml accounts/northwind/feedback/2026-06-survey.toml
    /// [survey]
    /// on = 2026-06-09
    /// instrument = "csat"
    /// scale = { low = 1, high = 10 }
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 8
    /// strengths = ["dashboard"]
    /// ```
    pub struct Survey {
        /// The method by which it was collected.
        optional method: What,
        /// The day.
        required on: NaiveDate,
        /// Whose voices they are; the customer's when left out.
        optional source: Voice,
        /// The instrument, where no method names it.
        optional instrument: Instrument,
        /// The scale, where no method names it.
        optional scale: Scale,
        /// Who was asked.
        list sent_to: Who,
        /// How many were asked, where names are not kept.
        optional sent: Count,
    }
}

fields! {
    /// One answer of the survey in the same file.
    ///
    /// ```toml accounts/northwind/feedback/2026-06-survey.toml
    /// [survey]
    /// on = 2026-06-09
    /// instrument = "csat"
    /// scale = { low = 1, high = 10 }
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 8
    /// strengths = ["dashboard"]
    /// weaknesses = ["outages"]
    /// words = "Better than last year; May hurt."
    /// answered = 2026-06-11
    /// ```
    ///
    /// Many answers are easier kept as rows of a CSV file beside the survey, with the same name and these fields as columns; several
    /// strengths or weaknesses stand with semicolons between:
    ///
    /// ```csv accounts/northwind/feedback/2026-03-survey.csv
    /// from,score,strengths,weaknesses,words
    /// amelia,9,dashboard; speed,,A quiet winter.
    /// jonas,7,dashboard,night line,
    /// ```
    ///
    /// ```toml accounts/northwind/feedback/2026-03-survey.toml
    /// [survey]
    /// on = 2026-03-10
    /// instrument = "csat"
    /// scale = { low = 1, high = 10 }
    /// sent_to = ["amelia", "jonas"]
    /// ```
    pub struct Answer {
        /// Who said it.
        optional from: Who,
        /// A label that means nothing beyond its wave, where names are not kept.
        optional label: String,
        /// The score.
        optional score: f64,
        /// What they find good.
        list strengths: String,
        /// What they find bad.
        list weaknesses: String,
        /// What they would have better.
        list improve: String,
        /// Their words.
        optional words: String,
        /// The day on which we answered.
        optional answered: NaiveDate,
    }
}

impl Noun for Feedback {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Feedback(one) = data { Some(one) } else { None }
    }
}

impl Noun for Survey {
    fn own_date(&self) -> Option<NaiveDate> {
        Some(self.on.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Survey(one) = data { Some(one) } else { None }
    }
}

impl Noun for Answer {
    fn own_words(&self) -> Option<String> {
        self.from
            .as_ref()
            .map(|who| who.value.0.clone())
            .or_else(|| self.label.as_ref().map(|label| label.value.clone()))
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Answer(one) = data { Some(one) } else { None }
    }
}
