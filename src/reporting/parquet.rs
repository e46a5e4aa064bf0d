//! Tables of a report as Parquet files.
//!
//! All columns may be empty. Each column's definition is in the file's metadata, as `definition.COLUMN`. Nothing is compressed: reports are
//! small, and what would compress them isn't.

use std::sync::Arc;

use fieldbook_metrics::report::{Cell, Column, Form, Table};
use jiff::civil::{Date, date};
use parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError as WriteError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};

/// Why a table can't be written as Parquet.
#[derive(Debug, thiserror::Error)]
#[error("the table `{table}` can't be written as Parquet: {source}")]
pub struct ParquetError {
    table: &'static str,
    source: WriteError,
}

/// The bytes of a table's file.
pub fn parquet(table: &Table) -> Result<Vec<u8>, ParquetError> {
    write(table).map_err(|source| ParquetError { table: table.name, source })
}

fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    let defined = |column: &Column| {
        let definition = column.definition?.id().to_owned();
        Some(KeyValue { key: format!("definition.{}", column.name), value: Some(definition) })
    };
    let metadata = table.columns.iter().filter_map(defined).collect();
    let properties = WriterProperties::builder()
        .set_created_by(concat!("fieldbook ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(metadata));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(table)?, Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    for (place, column) in table.columns.iter().enumerate() {
        let Some(mut output) = group.next_column()? else { break };
        let cells = || table.rows.iter().map(move |row| row.get(place).unwrap_or(&Cell::Empty));
        match column.form {
            Form::Text => values::<ByteArrayType>(&mut output, cells().map(text))?,
            Form::Whole => values::<Int64Type>(&mut output, cells().map(whole))?,
            Form::Number => values::<DoubleType>(&mut output, cells().map(number))?,
            Form::Truth => values::<BoolType>(&mut output, cells().map(truth))?,
            Form::Day => values::<Int32Type>(&mut output, cells().map(day))?,
        }
        output.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn schema(table: &Table) -> Result<TypePtr, WriteError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.form {
            Form::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Form::Whole => (Physical::INT64, None),
            Form::Number => (Physical::DOUBLE, None),
            Form::Truth => (Physical::BOOLEAN, None),
            Form::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = table.columns.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder(table.name).with_fields(fields).build().map(Arc::new)
}

/// Writes a column: where it has values (its definition levels), and the values.
fn values<T: DataType>(
    output: &mut SerializedColumnWriter,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), WriteError> {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    output.typed::<T>().write_batch(&values, Some(&levels), None).map(drop)
}

fn text(cell: &Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(ByteArray::from(text.as_str())),
        _ => None,
    }
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Whole(number) => Some(i64::try_from(*number).unwrap_or(i64::MAX)),
        _ => None,
    }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        _ => None,
    }
}

fn truth(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Truth(truth) => Some(*truth),
        _ => None,
    }
}

/// Days since 1970.
fn day(cell: &Cell) -> Option<i32> {
    const BEGIN: Date = date(1970, 1, 1);
    match cell {
        Cell::Day(day) => (*day - BEGIN).get_days().into(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fieldbook_metrics::report::Report;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let column = |name: &str, form| Column { name: name.to_owned(), form, definition: None };
        let table = Table {
            name: "sample",
            columns: vec![
                column("text", Form::Text),
                column("whole", Form::Whole),
                column("number", Form::Number),
                column("truth", Form::Truth),
                column("day", Form::Day),
            ],
            rows: vec![
                vec![
                    Cell::Text("=ü".to_owned()),
                    Cell::Whole(7),
                    Cell::Number(-2.5),
                    Cell::Truth(true),
                    Cell::Day(date(2026, 11, 22)),
                ],
                vec![Cell::Empty; 5],
            ],
        };
        let bytes = parquet(&table).unwrap_or_default();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes));
        let rows: Vec<String> = reader
            .and_then(|reader| reader.get_row_iter(None)?.map(|row| row.map(|row| row.to_string())).collect())
            .unwrap_or_default();
        assert_eq!(
            rows,
            [
                "{text: \"=ü\", whole: 7, number: -2.5E0, truth: true, day: 2026-11-22}",
                "{text: null, whole: null, number: null, truth: null, day: null}"
            ]
        );
    }

    #[test]
    fn each_table_of_a_report_can_be_written_always_with_the_same_bytes() {
        let report = Report::from_json(include_str!("../../crates/metrics/tests/report.json"));
        for table in report.iter().flat_map(Report::tables) {
            let bytes = parquet(&table).unwrap_or_default();
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{}", table.name);
            assert_eq!(parquet(&table).unwrap_or_default(), bytes);
        }
    }
}
