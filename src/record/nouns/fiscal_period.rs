//! What an account brought and cost in a period.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// Revenue, cost, investment and return of a period; margin and return on investment are computed.
    ///
    /// ```toml accounts/northwind/value.toml
    /// [[period]]
    /// from = 2025-07-01
    /// to = 2025-12-31
    /// revenue = "EUR 90000.00"
    /// cost = "EUR 61500.00"
    /// investment = "EUR 4000.00"
    /// return = "EUR 12000.00"
    /// ```
    pub struct FiscalPeriod {
        /// The first day.
        required from: NaiveDate,
        /// The last day.
        required to: NaiveDate,
        /// The product, where figures are kept by product.
        optional product: String,
        /// What the customer paid.
        optional revenue: Money,
        /// What serving them cost.
        optional cost: Money,
        /// What we put into the relationship beyond serving them.
        optional investment: Money,
        /// What that brought.
        optional gain = "return": Money,
    }
}

impl Noun for FiscalPeriod {
    fn own_date(&self) -> Option<NaiveDate> {
        Some(self.to.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(match &self.product {
            Some(product) => format!("{} {}", self.from.value, product.value),
            None => self.from.value.to_string(),
        })
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::FiscalPeriod(one) = data { Some(one) } else { None }
    }
}
