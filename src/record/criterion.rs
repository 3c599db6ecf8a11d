//! The criteria of the five standards of customer relationships, in our words.
//!
//! A tier says which of them apply to its accounts; rules name those that they watch. What evidence a criterion has in an
//! account is computed by review.

words! {
    /// A criterion of practice.
    pub enum Criterion {
        /// Ask customers which ways of giving feedback suit them.
        Cfam716P1 = "CFAM7.1.6-P1",
        /// Know the feedback methods in use, evaluate them and make them better.
        Cfam716P2 = "CFAM7.1.6-P2",
        /// Set out which information is needed, in words and in figures, and for which area of work.
        Cfam716P3 = "CFAM7.1.6-P3",
        /// Choose formal and informal methods of monitoring.
        Cfam716P4 = "CFAM7.1.6-P4",
        /// Set the bounds that decide when more monitoring or control is called for.
        Cfam716P5 = "CFAM7.1.6-P5",
        /// Set up monitoring procedures and agree them with the customer.
        Cfam716P6 = "CFAM7.1.6-P6",
        /// Name who takes part in monitoring: ours, theirs, independent.
        Cfam716P7 = "CFAM7.1.6-P7",
        /// Set out the tools and software that monitoring needs.
        Cfam716P8 = "CFAM7.1.6-P8",
        /// Settle which reports go to whom, how often and with what in them.
        Cfam716P9 = "CFAM7.1.6-P9",
        /// Listen while monitoring, and act on what was heard.
        Cfam716P10 = "CFAM7.1.6-P10",
        /// Choose how information is analysed, and judge whether that serves.
        Cfam716P11 = "CFAM7.1.6-P11",
        /// Name strengths, weaknesses and what is to be better.
        Cfam716P12 = "CFAM7.1.6-P12",
        /// Find where feedback departs from what was expected, with the reason and what follows.
        Cfam716P13 = "CFAM7.1.6-P13",
        /// Find ways to raise the level of service.
        Cfam716P14 = "CFAM7.1.6-P14",
        /// Decide who is to get feedback and recommendations.
        Cfam716P15 = "CFAM7.1.6-P15",
        /// Know which customers are worth a long relationship.
        Cfacsb15P1 = "CFACSB15-P1",
        /// Let these customers know that they matter.
        Cfacsb15P2 = "CFACSB15-P2",
        /// Explain our role, the purpose of working together and what both gain.
        Cfacsb15P3 = "CFACSB15-P3",
        /// Welcome what customers say of their expectations, unasked too.
        Cfacsb15P4 = "CFACSB15-P4",
        /// Keep customers informed, and take criticism well.
        Cfacsb15P5 = "CFACSB15-P5",
        /// Judge regularly whether expectations are met.
        Cfacsb15P6 = "CFACSB15-P6",
        /// Use influence so that expectations are met or exceeded.
        Cfacsb15P7 = "CFACSB15-P7",
        /// Collect feedback from customers and from staff, so that solutions satisfy.
        Cfacsb15P8 = "CFACSB15-P8",
        /// Review relations, and propose changes to those who can decide them.
        Cfacsb15P9 = "CFACSB15-P9",
        /// Manage what is expected of the relationship and of the work.
        ClientP1 = "CLIENT-P1",
        /// Balance the effort for a customer with what the house can give.
        ClientP2 = "CLIENT-P2",
        /// Behave ethically.
        ClientP3 = "CLIENT-P3",
        /// Build trust, commitment and cooperation.
        ClientP4 = "CLIENT-P4",
        /// Build rapport, and communicate as professionals do.
        ClientP5 = "CLIENT-P5",
        /// Keep records of expectations, of communication and of agreed actions.
        ClientP6 = "CLIENT-P6",
        /// Plan, and deliver when and how it was agreed.
        ClientP7 = "CLIENT-P7",
        /// Tell those concerned when an agreement changes.
        ClientP8 = "CLIENT-P8",
        /// Know who decides and who influences decisions.
        ClientP9 = "CLIENT-P9",
        /// Show customers how they could gain more from working with us.
        ClientP10 = "CLIENT-P10",
        /// Build a relation with those who decide.
        ClientP11 = "CLIENT-P11",
        /// Watch whether the relationship works and pays.
        ClientP12 = "CLIENT-P12",
        /// Use feedback to keep quality even.
        ClientP13 = "CLIENT-P13",
        /// Deal with complaints and problems.
        ClientP14 = "CLIENT-P14",
        /// Tell others, inside and outside, what concerns them.
        ClientP15 = "CLIENT-P15",
        /// Find opportunities to develop relationships.
        ClientP16 = "CLIENT-P16",
        /// Determine which information is needed, and what comes first.
        Cfamssns12P1 = "CFAMSSNS12-P1",
        /// Know what is held, and where more could come from.
        Cfamssns12P2 = "CFAMSSNS12-P2",
        /// Review what users need, and where data and functions fall short.
        Cfamssns12P3 = "CFAMSSNS12-P3",
        /// Close shortfalls together with specialists.
        Cfamssns12P4 = "CFAMSSNS12-P4",
        /// Weigh the ways to collect information, cost against benefit.
        Cfamssns12P5 = "CFAMSSNS12-P5",
        /// Turn information into knowledge in a form that suits its readers.
        Cfamssns12P6 = "CFAMSSNS12-P6",
        /// Keep information accurate and current.
        Cfamssns12P7 = "CFAMSSNS12-P7",
        /// Find records that are no longer needed, and delete them.
        Cfamssns12P8 = "CFAMSSNS12-P8",
        /// Ask users whether the records serve them.
        Cfamssns12P9 = "CFAMSSNS12-P9",
        /// Judge how well the records work, and act on it.
        Cfamssns12P10 = "CFAMSSNS12-P10",
        /// Watch that legal, industry and ethical guidelines are kept.
        Cfamssns12P11 = "CFAMSSNS12-P11",
        /// Select major customers by relevant criteria.
        Inssal006P1 = "INSSAL006-P1",
        /// Understand the customer's business and where it wants to go.
        Inssal006P2 = "INSSAL006-P2",
        /// Know the challenges that lie before the customer.
        Inssal006P3 = "INSSAL006-P3",
        /// Agree common objectives, in order of priority, that suit both sides.
        Inssal006P4 = "INSSAL006-P4",
        /// Work with the customer on objectives and challenges.
        Inssal006P5 = "INSSAL006-P5",
        /// Judge how objectives are being reached.
        Inssal006P6 = "INSSAL006-P6",
        /// Plan actions towards challenges and objectives.
        Inssal006P7 = "INSSAL006-P7",
        /// Know which expertise the account needs.
        Inssal006P8 = "INSSAL006-P8",
        /// Find the people who have it.
        Inssal006P9 = "INSSAL006-P9",
        /// Support the development of the relationship with sponsors on both sides.
        Inssal006P10 = "INSSAL006-P10",
        /// Make the account team the focus of all dealings.
        Inssal006P11 = "INSSAL006-P11",
        /// Create value by influencing where the customer goes.
        Inssal006P12 = "INSSAL006-P12",
        /// Watch activities, and what the investment brings.
        Inssal006P13 = "INSSAL006-P13",
        /// See concerns about outcomes, and meet them.
        Inssal006P14 = "INSSAL006-P14",
        /// Keep the relationship going, successors included.
        Inssal006P15 = "INSSAL006-P15",
    }
}

/// A published occupational standard, to which criteria belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standard {
    /// Monitor and control relationship management activities.
    Monitoring,
    /// Build and maintain effective customer relations.
    Relations,
    /// Client and customer relationships.
    Clients,
    /// Use customer information effectively.
    Information,
    /// Develop and manage strategic relationships with major customers.
    MajorCustomers,
}

impl Standard {
    /// Every standard, in the order in which pages list them.
    pub const ALL: &'static [Self] =
        &[Self::Monitoring, Self::Relations, Self::Clients, Self::Information, Self::MajorCustomers];

    /// The code before the hyphen of its criteria.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Monitoring => "CFAM7.1.6",
            Self::Relations => "CFACSB15",
            Self::Clients => "CLIENT",
            Self::Information => "CFAMSSNS12",
            Self::MajorCustomers => "INSSAL006",
        }
    }

    /// What it is about.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Monitoring => "Monitor and control relationship management activities",
            Self::Relations => "Build and maintain effective customer relations",
            Self::Clients => "Client and customer relationships",
            Self::Information => "Use customer information effectively",
            Self::MajorCustomers => "Develop and manage strategic relationships with major customers",
        }
    }

    /// Its criteria, in order.
    pub fn criteria(self) -> impl Iterator<Item = Criterion> {
        Criterion::ALL.iter().copied().filter(move |criterion| criterion.standard() == self)
    }
}

impl Criterion {
    /// The criteria that apply to a tier that names none and holds no major accounts.
    pub const USUAL: &'static [Self] = &[
        Self::Cfam716P10,
        Self::Cfacsb15P1,
        Self::Cfacsb15P2,
        Self::Cfacsb15P5,
        Self::Cfacsb15P6,
        Self::Cfacsb15P7,
        Self::Cfacsb15P9,
        Self::ClientP1,
        Self::ClientP3,
        Self::ClientP6,
        Self::ClientP7,
        Self::ClientP8,
        Self::ClientP9,
        Self::ClientP14,
        Self::Cfamssns12P7,
        Self::Cfamssns12P11,
        Self::Inssal006P15,
    ];

    /// The standard that it belongs to.
    #[must_use]
    pub fn standard(self) -> Standard {
        let code = self.word().rsplit_once('-').map_or("", |(code, _)| code);
        Standard::ALL.iter().copied().find(|standard| standard.code() == code).unwrap_or(Standard::Clients)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_belongs_to_one_standard() {
        let counts: Vec<usize> = Standard::ALL.iter().map(|standard| standard.criteria().count()).collect();
        assert_eq!(counts, [15, 9, 16, 11, 15]);
        let mut found: Vec<Criterion> =
            Standard::ALL.iter().flat_map(|standard| standard.criteria()).collect();
        found.sort();
        assert_eq!(found, Criterion::ALL);
    }
}
