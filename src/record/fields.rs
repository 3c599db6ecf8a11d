//! Fields declared once: the struct, its reader, its description for the reference, and what a page shows of it all come
//! from one declaration with the `fields!` macro.

use toml::Spanned;
use toml::de::DeValue;

use super::reader::{Reader, Table};
use super::value::{Shown, Value};
use crate::source::Span;

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Necessity {
    /// It must.
    Required,
    /// It may be absent.
    Optional,
    /// It holds any number of values.
    List,
}

/// One field, as the reference shows it.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name as written.
    pub name: &'static str,
    /// Whether it must be there.
    pub necessity: Necessity,
    /// What it holds, in words: `a date such as 2026-03-20`.
    pub expected: String,
    /// What it is for.
    pub doc: String,
    /// The words that it may hold, each with its meaning; none where it holds anything else.
    pub words: fn() -> Vec<(&'static str, String)>,
    /// The fields of the table that it holds; none where it holds none.
    pub inner: fn() -> Vec<Field>,
}

/// A table with known fields.
pub trait Fields: Sized {
    /// What the table is, from its documentation.
    fn doc() -> String;
    /// Its fields in the order of declaration.
    fn fields() -> Vec<Field>;
    /// Reads the fields; `None` when a required one is missing or wrong. Problems go to the reader.
    fn read_fields(table: &Table<'_>, reader: &mut Reader) -> Option<Self>;
    /// What is there, field by field, in the order of declaration.
    fn show_fields(&self) -> Vec<(&'static str, Shown<'_>)>;
}

impl<T: Fields> Value for T {
    fn expected() -> String {
        let names: Vec<_> = T::fields().iter().map(|field| field.name).collect();
        format!("a table such as {{ {} = … }}", names.join(" = …, "))
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Table(map) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let header = reader.span(raw.span());
        reader.table(&Table { map, header })
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Table(self.show_fields())
    }

    fn inner() -> Vec<Field> {
        T::fields()
    }
}

/// Joins the lines of a documentation comment.
#[must_use]
pub fn doc(lines: &[&str]) -> String {
    lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Declares a table: `required`, `optional` and `list` fields, each with its documentation. A field whose name is no Rust
/// name gives the written one: `optional purpose = "for": String`.
macro_rules! fields {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])* $mode:ident $field:ident $(= $written:literal)? : $type:ty, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: fields!(@type $mode $type), )*
        }

        impl $crate::record::Fields for $name {
            fn doc() -> String {
                $crate::record::fields::doc(&[$($doc),*])
            }

            fn fields() -> Vec<$crate::record::Field> {
                vec![$( $crate::record::Field {
                    name: fields!(@name $field $($written)?),
                    necessity: fields!(@necessity $mode),
                    expected: <$type as $crate::record::Value>::expected(),
                    doc: $crate::record::fields::doc(&[$($field_doc),*]),
                    words: <$type as $crate::record::Value>::words,
                    inner: <$type as $crate::record::Value>::inner,
                }, )*]
            }

            fn read_fields(
                table: &$crate::record::reader::Table<'_>,
                reader: &mut $crate::record::Reader,
            ) -> Option<Self> {
                $( let $field = reader.$mode::<$type>(table, fields!(@name $field $($written)?)); )*
                Some(Self { $( $field: fields!(@take $mode $field), )* })
            }

            fn show_fields(&self) -> Vec<(&'static str, $crate::record::Shown<'_>)> {
                let all = [$( fields!(@show $mode self.$field, fields!(@name $field $($written)?)), )*];
                all.into_iter().flatten().collect()
            }
        }
    };
    (@type required $type:ty) => { $crate::record::At<$type> };
    (@type optional $type:ty) => { Option<$crate::record::At<$type>> };
    (@type list $type:ty) => { Vec<$crate::record::At<$type>> };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $written:literal) => { $written };
    (@necessity required) => { $crate::record::Necessity::Required };
    (@necessity optional) => { $crate::record::Necessity::Optional };
    (@necessity list) => { $crate::record::Necessity::List };
    (@take required $field:ident) => { $field? };
    (@take optional $field:ident) => { $field };
    (@take list $field:ident) => { $field };
    (@show required $value:expr, $name:expr) => {
        Some(($name, $crate::record::Value::show(&$value.value, &$value.span)))
    };
    (@show optional $value:expr, $name:expr) => {
        $value.as_ref().map(|one| ($name, $crate::record::Value::show(&one.value, &one.span)))
    };
    (@show list $value:expr, $name:expr) => {
        (!$value.is_empty()).then(|| {
            let each = $value.iter().map(|one| $crate::record::Value::show(&one.value, &one.span));
            ($name, $crate::record::Shown::List(each.collect()))
        })
    };
}

/// Declares an enumeration of words that a record may hold.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident { $( $(#[doc = $word_doc:literal])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $word_doc])* $variant, )* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as written in a record.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value for a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }

            /// What it means, for the reference.
            #[must_use]
            pub fn doc(self) -> String {
                match self { $(Self::$variant => $crate::record::fields::doc(&[$($word_doc),*])),* }
            }
        }

        impl $crate::record::Value for $name {
            fn expected() -> String {
                format!("one of {}", $crate::record::value::listed(&[$($word),*]))
            }

            fn read(
                raw: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::record::Reader,
            ) -> Option<Self> {
                $crate::record::value::read_word(raw, reader, &[$($word),*], Self::from_word)
            }

            fn show<'a>(&'a self, _: &'a $crate::source::Span) -> $crate::record::Shown<'a> {
                $crate::record::Shown::Word(self.word())
            }

            fn words() -> Vec<(&'static str, String)> {
                Self::ALL.iter().map(|value| (value.word(), value.doc())).collect()
            }
        }

        /// In data it is the word as written in a record.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($word),*] })
            }
        }
    };
}
