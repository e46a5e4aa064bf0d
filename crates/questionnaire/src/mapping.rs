//! The mapping file: layouts in TOML, to say where a file has what when detection is wrong.

use serde::{Deserialize, Serialize};

use crate::{grid::Grid, layout::Layout};

/// Layouts by the names of sheets and tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// One for each sheet, table or text. Those that aren't named are found.
    #[serde(default, rename = "sheet")]
    pub sheets: Vec<Layout>,
}

/// Why a mapping can't be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum MappingError {
    /// It isn't TOML, or has other keys.
    #[error("{0}")]
    Syntax(String),
    /// It names a sheet that the file doesn't have.
    #[error("the file has no sheet \"{name}\"; it has {known}")]
    UnknownSheet {
        /// The name in the mapping.
        name: String,
        /// Those of the file.
        known: String,
    },
    /// It says nothing of where questions are, and not that they're to be left out either.
    #[error("sheet \"{0}\" has neither `question`, the column of questions, nor `skip = true`")]
    NoQuestions(String),
}

impl Mapping {
    /// Reads a mapping file.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|error| MappingError::Syntax(error.to_string()))?;
        match mapping.sheets.iter().find(|layout| !layout.skip && layout.question.is_none()) {
            Some(layout) => Err(MappingError::NoQuestions(layout.name.clone())),
            None => Ok(mapping),
        }
    }

    /// As a mapping file, which [`Mapping::parse`] reads as the same mapping.
    pub fn to_toml(&self) -> String {
        // Names and columns are all that it holds, and TOML can write these.
        toml::to_string(self).unwrap_or_default()
    }

    /// The layouts of a file: those found, with the mapping's in their place.
    pub fn apply(&self, grids: &[Grid], found: Vec<Layout>) -> Result<Vec<Layout>, MappingError> {
        let unknown = self.sheets.iter().find(|layout| grids.iter().all(|grid| grid.name != layout.name));
        if let Some(layout) = unknown {
            let known = grids.iter().map(|grid| format!("\"{}\"", grid.name)).collect::<Vec<_>>().join(", ");
            return Err(MappingError::UnknownSheet { name: layout.name.clone(), known });
        }
        let mapped = |layout: Layout| self.sheets.iter().find(|it| it.name == layout.name).cloned().unwrap_or(layout);
        Ok(found.into_iter().map(mapped).collect())
    }
}
