# Pictures: each is well-formed and has its title; a terminal's drawing keeps to its width; a report is one sound page
# that loads nothing. From the reference base alone, and from a store with a hostile document.
xml() { python3 - "$@" <<'END' || fail "$1 is no well-formed XML"
import sys, xml.dom.minidom
for path in sys.argv[1:]:
    xml.dom.minidom.parse(path)
END
}

"$entente" closeness KOR NATO --from 1990 --chart closeness.svg >words.txt 2>/dev/null || fail "closeness --chart"
"$entente" ties KOR JPN --chart timeline.svg || fail "ties --chart"
"$entente" ties KOR --map map.svg --on 2024-06-01 || fail "ties --map"
xml closeness.svg timeline.svg map.svg
grep -q 'Closeness of South Korea' closeness.svg || fail "no title"
grep -q "Entente $("$entente" --version | awk '{print $NF}')" map.svg || fail "no version at the foot"
grep -q 'KOR and NATO' words.txt || fail "the words below the picture are gone"
"$entente" ties KOR JPN --chart again.svg
cmp timeline.svg again.svg || fail "the same picture twice differs"

COLUMNS=70 LC_ALL=C.UTF-8 "$entente" ties KOR JPN --chart term >term.txt || fail "ties --chart term"
COLUMNS=70 "$entente" posture KOR --chart term --from 1950 --to 2024 >shares.txt || fail "posture --chart term"
has shares.txt 'On whom South Korea relies'
has shares.txt 'Effective number of partners'
has shares.txt '^█ United States .* %$'
hasnt shares.txt "$(printf '\033')"
cat shares.txt >>term.txt
COLUMNS=70 "$entente" posture KOR --chart term --on 1960 >year.txt || fail "posture --chart term of one year"
hasnt year.txt '100 %  *|'
grep -q '^█ United States .* 100 %$' year.txt || fail "the only partner of 1960 has not all: $(cat year.txt)"
python3 - <<'END' || fail "a line of the drawing is wider than 70 columns"
import unicodedata
for line in open("term.txt", encoding="utf-8"):
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    assert width <= 70, (width, line)
END
for wrong in "ties KOR --chart x.gif" "ties KOR --map x.svg" "ties KOR --map term --on 2020" "network --on 2000 --chart term" \
             "posture KOR JPN --chart term" "posture KOR --chart x.gif" "report KOR" "report KOR JPN CHN -o x.html"; do
  expect 2 "$entente" $wrong # unquoted: several words
  [ -s err ] || fail "$wrong: no message"
done
expect 1 "$entente" ties KOR --chart /no/such/folder/x.svg
has err /no/such/folder
if command -v rsvg-convert >/dev/null; then
  "$entente" ties KOR JPN --chart timeline.png || fail "PNG"
  [ "$(head -c 8 timeline.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "no PNG"
fi

# ---- a report -----------------------------------------------------------------------------------------------------
export ENTENTE_STORE=$PWD/store.db
cat >hostile.json <<'END'
{"title": "</title><script>alert(1)</script>", "publisher": "\"><img src=x onerror=alert(2)>", "date": "2024-03-05", "url": "javascript:alert(3)", "text": "South Korea has been a member of the OECD since 1996. Japan and South Korea signed a defence agreement on 5 March 2024 in <b>Seoul</b> & Tokyo."}
END
"$entente" add hostile.json >/dev/null 2>&1 || fail "add"
"$entente" report KOR -o report.html --from 2000-01-01 --to 2024-06-01 || fail "report"
"$entente" report KOR JPN -o - --from 2000-01-01 --to 2024-06-01 >dyad.html || fail "report of a dyad"
python3 - <<'END' || fail "the report is not sound"
import html.parser, re, sys

class Page(html.parser.HTMLParser):
    VOID = {"meta", "br", "img", "hr", "link", "input"}
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.links = [], set(), []
    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href"):
                self.links.append(value)
        if tag not in self.VOID:
            self.open.append(tag)
    def handle_startendtag(self, tag, attrs):
        self.seen.add(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (self.open[-3:], tag)
        self.open.pop()

for name in ("report.html", "dyad.html"):
    text = open(name, encoding="utf-8").read()
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert not page.seen & {"script", "img", "iframe", "link", "object", "embed", "form"}, page.seen
    assert all(re.match(r"https?://", link) for link in page.links), page.links
    assert "<svg" in text and "Method and limits" in text
assert "OECD" in open("report.html", encoding="utf-8").read()
END
expect 2 "$entente" report KOR -o x.html --from 2025 --to 2001
expect 2 "$entente" report "No Such State" -o x.html
[ ! -e x.html ] || fail "left a file behind"
