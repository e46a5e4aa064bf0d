//! An accent that can be read: the library's colour, moved in lightness until it passes contrast in light and dark.
//!
//! The hue stays. Chroma gives way only where a screen can't show the colour at that lightness.

use palette::{
    FromColor, IsWithinBounds, Oklch, Srgb, color_difference::Wcag21RelativeContrast, convert::FromColorUnclamped,
};

/// Contrast of text (WCAG 2.1, AA).
const TEXT: f64 = 4.5;
/// What lightness is moved by at a time: less than an eye can tell.
const STEP: f64 = 0.004;

/// The backgrounds that an accent stands on, and which way it gets away from them.
struct Ground {
    /// Lightness of the surface, and of what is raised from it, with the hue and chroma of `base.css`.
    surfaces: [Oklch<f64>; 2],
    /// Lightness and most chroma of the soft accent.
    soft: (f64, f64),
    /// `-1.0` where text is darker than its ground.
    towards: f64,
}

/// An accent and its soft ground, as a screen shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accent {
    /// For text, links and marks.
    pub(super) text: Srgb<u8>,
    /// For what lies under it.
    pub(super) soft: Srgb<u8>,
}

/// The accent in light.
pub(super) fn light(colour: Oklch<f64>) -> Accent {
    Ground::light().fit(colour)
}

/// The accent in dark.
pub(super) fn dark(colour: Oklch<f64>) -> Accent {
    Ground::dark().fit(colour)
}

impl Ground {
    fn light() -> Self {
        let surfaces = [Oklch::new(0.995, 0.001, 250.0), Oklch::new(0.972, 0.004, 250.0)];
        Self { surfaces, soft: (0.955, 0.02), towards: -1.0 }
    }

    fn dark() -> Self {
        let surfaces = [Oklch::new(0.2, 0.012, 250.0), Oklch::new(0.235, 0.013, 250.0)];
        Self { surfaces, soft: (0.28, 0.035), towards: 1.0 }
    }

    fn fit(&self, colour: Oklch<f64>) -> Accent {
        let (lightness, chroma) = self.soft;
        let soft = shown(Oklch::new(lightness, chroma.min(colour.chroma), colour.hue));
        let [surface, raised] = self.surfaces.map(shown);
        let mut accent = Oklch { l: colour.l.clamp(0.0, 1.0), ..colour };
        loop {
            let text = shown(accent);
            let passes = [surface, raised, soft].into_iter().all(|ground| contrast(text, ground) >= TEXT);
            let is_at_end = accent.l <= 0.0 && self.towards < 0.0 || accent.l >= 1.0 && self.towards > 0.0;
            if passes || is_at_end {
                return Accent { text, soft };
            }
            accent.l = (accent.l + STEP * self.towards).clamp(0.0, 1.0);
        }
    }
}

/// The contrast of two colours, from 1 to 21.
fn contrast(one: Srgb<u8>, other: Srgb<u8>) -> f64 {
    one.into_format::<f64>().relative_contrast(other.into_format::<f64>())
}

/// A colour as a screen shows it: with as much of its chroma as there is at its lightness and hue.
fn shown(colour: Oklch<f64>) -> Srgb<u8> {
    let of = |chroma: f64| Srgb::<f64>::from_color_unclamped(Oklch { chroma, ..colour });
    if of(colour.chroma).is_within_bounds() {
        return of(colour.chroma).into_format();
    }
    let (mut least, mut most) = (0.0, colour.chroma);
    for _ in 0..24 {
        let middle = f64::midpoint(least, most);
        if of(middle).is_within_bounds() {
            least = middle;
        } else {
            most = middle;
        }
    }
    Srgb::from_color(Oklch { chroma: least, ..colour }).into_format()
}

#[cfg(test)]
mod tests {
    use palette::OklabHue;
    use proptest::prelude::*;

    use super::*;

    /// By how many degrees the hue can turn when a colour is rounded to the eight bits that a screen takes: as far as
    /// it is from the colour that came out to any corner of what rounds to it. Of what is dark or nearly grey that is far.
    fn rounding(shown: Srgb<u8>) -> f64 {
        let exact = shown.into_format::<f64>();
        let centre = Oklch::from_color(exact).hue;
        let half = |bits: u8, bit: u8| if bits >> bit & 1 == 1 { 0.5 / 255.0 } else { -0.5 / 255.0 };
        let corner = |bits: u8| {
            let moved = |channel: f64, bit: u8| (channel + half(bits, bit)).clamp(0.0, 1.0);
            let colour = Srgb::new(moved(exact.red, 0), moved(exact.green, 1), moved(exact.blue, 2));
            turn(Oklch::from_color(colour).hue, centre)
        };
        (0..8).map(corner).fold(0.0, f64::max)
    }

    /// Degrees between two hues, the shorter way round.
    fn turn(one: OklabHue<f64>, other: OklabHue<f64>) -> f64 {
        (one - other).into_degrees().abs()
    }

    proptest! {
        #[test]
        fn any_colour_can_be_read_in_light_and_dark(l in 0.0..=1.0_f64, c in 0.0..=0.5_f64, h in 0.0..360.0_f64) {
            for ground in [Ground::light(), Ground::dark()] {
                let accent = ground.fit(Oklch::new(l, c, h));
                for ground in ground.surfaces.map(shown).into_iter().chain([accent.soft]) {
                    prop_assert!(contrast(accent.text, ground) >= TEXT, "{:?} on {:?}", accent.text, ground);
                }
            }
        }

        #[test]
        fn the_hue_is_kept_as_well_as_eight_bits_can(
            l in 0.0..=1.0_f64, c in 0.0..=0.4_f64, h in 0.0..360.0_f64,
        ) {
            for ground in [Ground::light(), Ground::dark()] {
                let shown = ground.fit(Oklch::new(l, c, h)).text;
                let made = Oklch::from_color(shown.into_format::<f64>());
                // A grey has no hue.
                let is_grey = shown.red == shown.green && shown.green == shown.blue;
                let turned = turn(made.hue, h.into());
                prop_assert!(is_grey || turned <= rounding(shown) + 0.1, "{h} became {:?} of {shown:?}", made.hue);
            }
        }
    }

    #[test]
    fn a_colour_that_passes_stays_as_it_is() {
        let colour = Srgb::new(0x14_u8, 0x60, 0x8f);
        assert_eq!(light(Oklch::from_color(colour.into_format::<f64>())).text, colour);
    }
}
