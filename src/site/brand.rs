//! The library's own face: the files that make it, beside the theme's, and what templates get to know of it.

mod accent;

use std::{collections::BTreeMap, fmt::Write as _, fs};

use serde::Serialize;

use self::accent::Accent;
use crate::library::{Brand, Font, Library, LoadError, Picture};

/// The style sheet of colours and fonts.
const STYLES: &str = "css/brand.css";
/// The icon that stands for the site in tabs, where the logo is too wide for one.
const ICON: &str = "brand/icon.svg";
/// A logo that is wider than so many times its height is no icon.
const WIDEST_ICON: f64 = 1.25;

/// What templates get to know of it: addresses are below the folder of the theme's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Face {
    /// What stands for the library's name in the header.
    pub logo: Option<Logo>,
    /// What stands there in dark colours.
    pub logo_dark: Option<Logo>,
    /// The style sheet of its colours and fonts.
    pub styles: Option<String>,
    /// The icon for tabs, where it isn't the theme's.
    pub icon: Option<String>,
}

/// A logo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// Its file.
    pub file: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Makes the files of a library's face, by their paths in the folder of the theme's files.
pub fn files(library: &Library) -> Result<(Face, BTreeMap<String, Vec<u8>>), LoadError> {
    let brand = &library.config.brand;
    let mut files = BTreeMap::new();
    let mut take = |path: &str| -> Result<String, LoadError> {
        let name = published(path);
        let full = library.root.join(path);
        let bytes = fs::read(&full).map_err(|source| LoadError::Read { path: full, source })?;
        files.insert(name.clone(), bytes);
        Ok(name)
    };
    let mut logo = |picture: &Option<Picture>| -> Result<Option<Logo>, LoadError> {
        let Some(picture) = picture else { return Ok(None) };
        let (width, height) = picture.size;
        Ok(Some(Logo { file: take(&picture.path)?, width, height }))
    };
    let mut face = Face { logo: logo(&brand.logo)?, logo_dark: logo(&brand.logo_dark)?, ..Face::default() };
    for font in [&brand.font, &brand.heading_font, &brand.mono_font].into_iter().flatten() {
        if let Font::File(path) = font {
            take(path)?;
        }
    }
    if let Some(styles) = styles(brand) {
        files.insert(STYLES.to_owned(), styles.into_bytes());
        face.styles = Some(STYLES.to_owned());
    }
    face.icon = match (&face.logo, brand.accent) {
        (Some(logo), _) if f64::from(logo.width) <= f64::from(logo.height) * WIDEST_ICON => Some(logo.file.clone()),
        (_, Some(colour)) => {
            files.insert(ICON.to_owned(), icon(accent::light(colour)).into_bytes());
            Some(ICON.to_owned())
        }
        _ => None,
    };
    Ok((face, files))
}

/// The library's colour where it stands on light ground: red, green, blue.
pub fn accent(brand: &Brand) -> Option<[u8; 3]> {
    let colour = accent::light(brand.accent?).text;
    Some([colour.red, colour.green, colour.blue])
}

/// The name under which a file of the library is published.
fn published(path: &str) -> String {
    format!("brand/{}", path.rsplit('/').next().unwrap_or(path))
}

/// The style sheet; `None` where nothing differs from the theme's.
fn styles(brand: &Brand) -> Option<String> {
    let mut faces = String::new();
    let mut properties = String::new();
    if let Some(colour) = brand.accent {
        let (light, dark) = (accent::light(colour), accent::dark(colour));
        // Writing to a string can't fail.
        let _ = write!(
            properties,
            "  --color-accent: light-dark(#{:x}, #{:x});\n  --color-accent-soft: light-dark(#{:x}, #{:x});\n",
            light.text, dark.text, light.soft, dark.soft
        );
    }
    let fonts = [
        ("font", "brand text", "--font-fallback", &brand.font),
        ("font-heading", "brand headings", "--font", &brand.heading_font),
        ("font-mono", "brand code", "--font-mono-fallback", &brand.mono_font),
    ];
    for (property, family, fallback, font) in fonts {
        let stack = match font {
            None => continue,
            Some(Font::Stack(stack)) => stack.clone(),
            Some(Font::File(path)) => {
                let name = crate::site::address::encoded(&published(path));
                let _ = writeln!(
                    faces,
                    "@font-face {{\n  font-family: \"{family}\";\n  src: url(\"../{name}\") format(\"woff2\");\n  \
                     font-display: swap;\n  font-weight: 100 900;\n}}\n"
                );
                format!("\"{family}\"")
            }
        };
        let _ = writeln!(properties, "  --{property}: {stack}, var({fallback});");
    }
    (!properties.is_empty()).then(|| format!("{faces}:root {{\n{properties}}}\n"))
}

/// The theme's icon in the library's accent.
fn icon(accent: Accent) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"6\" \
         fill=\"#{:x}\"/><path d=\"M9 8h12a2 2 0 0 1 2 2v14H11a2 2 0 0 1-2-2zM13 13h6M13 17h6\" fill=\"none\" \
         stroke=\"#fff\" stroke-width=\"2\" stroke-linecap=\"round\"/></svg>",
        accent.text
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_only_what_the_library_says() {
        assert_eq!(styles(&Brand::default()), None);
        let brand = Brand { font: Some(Font::Stack("Inter, sans-serif".to_owned())), ..Brand::default() };
        assert_eq!(styles(&brand).as_deref(), Some(":root {\n  --font: Inter, sans-serif, var(--font-fallback);\n}\n"));
    }

    #[test]
    fn a_font_of_the_library_shows_text_before_it_has_come() {
        let brand =
            Brand { mono_font: Some(Font::File("content/fonts/Our Mono.woff2".to_owned())), ..Brand::default() };
        let styles = styles(&brand).unwrap_or_default();
        assert!(
            styles.contains("url(\"../brand/Our%20Mono.woff2\")") && styles.contains("font-display: swap"),
            "{styles}"
        );
    }
}
