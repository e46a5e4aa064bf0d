//! How far the claims of an analysis reach: areas by quadrants.

use serde::Serialize;

use crate::{
    library::{Area, SwotSection},
    markdown::item_anchor,
    site::gate::VisibleClaim,
};

/// The grid of areas and quadrants.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// The quadrants, as columns.
    pub quadrants: [&'static str; 4],
    /// A row for each area, and one for claims without an area where there are any.
    pub rows: Vec<Row>,
    /// Whether an empty cell is a hole: other readers than the company's own may be spared a claim.
    pub shows_holes: bool,
}

/// What there is on an area.
#[derive(Debug, Serialize)]
pub struct Row {
    /// `change-management`; `None` for claims that name no area.
    pub area: Option<&'static str>,
    /// By quadrant.
    pub cells: [Cell; 4],
    /// How many claims there are in all.
    pub count: usize,
}

/// What a quadrant says on an area.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// `strengths`
    pub quadrant: &'static str,
    /// How many claims.
    pub count: usize,
    /// Anchor of the first.
    pub anchor: Option<String>,
    /// How many days old the newest is.
    pub newest: Option<u32>,
    /// How many days old the oldest is.
    pub oldest: Option<u32>,
    /// How many are stale.
    pub stale: usize,
}

/// How far claims reach; `None` where there are none.
pub fn of(claims: &[VisibleClaim]) -> Option<Coverage> {
    let claims: Vec<&VisibleClaim> = claims.iter().filter(|claim| claim.is_in_quadrant()).collect();
    let areas = Area::ALL.into_iter().map(Some).chain([None]);
    let rows = areas.map(|area| row(area, &claims)).filter(|row| row.area.is_some() || row.count > 0);
    (!claims.is_empty()).then(|| Coverage {
        quadrants: SwotSection::QUADRANTS.map(SwotSection::name),
        rows: rows.collect(),
        shows_holes: claims.iter().all(|claim| claim.backing.is_some()),
    })
}

fn row(area: Option<Area>, claims: &[&VisibleClaim]) -> Row {
    let cells = SwotSection::QUADRANTS.map(|quadrant| {
        cell(quadrant, claims.iter().copied().filter(|claim| claim.area == area && claim.section == Some(quadrant)))
    });
    Row { area: area.map(Area::as_str), count: cells.iter().map(|cell| cell.count).sum(), cells }
}

fn cell<'a>(quadrant: SwotSection, claims: impl Iterator<Item = &'a VisibleClaim>) -> Cell {
    let mut cell = Cell { quadrant: quadrant.name(), ..Cell::default() };
    for claim in claims {
        cell.count += 1;
        cell.anchor.get_or_insert_with(|| item_anchor(claim.place));
        let Some(backing) = claim.backing else { continue };
        cell.stale += usize::from(backing.is_stale);
        if let Some(age) = backing.age {
            cell.newest = Some(cell.newest.map_or(age, |newest| newest.min(age)));
            cell.oldest = Some(cell.oldest.map_or(age, |oldest| oldest.max(age)));
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use crate::site::gate::Backing;

    fn claim(section: SwotSection, area: Option<Area>, age: u32) -> VisibleClaim {
        let backing = Backing { day: None, says_day: true, age: Some(age), is_stale: age > 180, has_source: true };
        VisibleClaim { section: Some(section), place: age as usize, area, audience: None, backing: Some(backing) }
    }

    #[test]
    fn a_cell_counts_claims_and_says_how_old_they_are() {
        let value = Some(Area::Value);
        let claims = [
            claim(SwotSection::Threats, value, 40),
            claim(SwotSection::Threats, value, 200),
            claim(SwotSection::Strengths, None, 3),
            claim(SwotSection::Landmines, value, 9),
        ];
        let coverage = of(&claims).unwrap();
        assert_eq!(coverage.rows.iter().map(|row| row.count).collect::<Vec<_>>(), [0, 0, 2, 0, 0, 1]);
        let expected = Cell {
            quadrant: "threats",
            count: 2,
            anchor: Some("item-41".to_owned()),
            newest: Some(40),
            oldest: Some(200),
            stale: 1,
        };
        assert_eq!(coverage.rows[2].cells[3], expected);
        assert!(of(&claims[3..]).is_none(), "the battle card is no quadrant");
    }
}
