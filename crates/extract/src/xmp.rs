//! XMP: ISO 16684-1, metadata as RDF. Programs of pictures and of video write it.

use crate::xml::{Event, Xml};

/// What is told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Xmp {
    /// Who made it: `dc:creator`, a list.
    pub(crate) people: Vec<String>,
    /// Whether it says where: `exif:GPSLatitude`, as an element or as an attribute.
    pub(crate) has_location: bool,
}

/// Reads a packet.
pub(crate) fn read(text: &str) -> Xmp {
    let mut xmp = Xmp::default();
    let mut value = String::new();
    let mut is_creator = false;
    for event in Xml::new(text) {
        match event {
            Event::Start(element) => {
                value.clear();
                is_creator |= element.name() == "creator";
                xmp.has_location |= element.name() == "GPSLatitude" || element.attribute("GPSLatitude").is_some();
            }
            Event::Text(text) => value.push_str(&text),
            Event::End(name) => {
                let value = std::mem::take(&mut value);
                if is_creator && !value.trim().is_empty() {
                    xmp.people.push(value.trim().to_owned());
                }
                is_creator &= name != "creator";
            }
        }
    }
    xmp
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creators_are_those_of_the_list_and_places_are_elements_or_attributes() {
        let text = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta><rdf:RDF>\
            <rdf:Description xmp:CreatorTool='Editor' exif:GPSLatitude='1,2N'><dc:creator><rdf:Seq><rdf:li>Ada</rdf:li>\
            <rdf:li>Bo</rdf:li></rdf:Seq></dc:creator><dc:title>Cy</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>";
        assert_eq!(read(text), Xmp { people: vec!["Ada".to_owned(), "Bo".to_owned()], has_location: true });
        assert!(read("<a><exif:GPSLatitude>1,2N</exif:GPSLatitude></a>").has_location);
        assert_eq!(read("<a"), Xmp::default());
    }
}
