"""A tagged PDF as a reader hears it.

Reads what `qpdf --json` makes of a file: the structure tree with the text of
each element, and every content between its marks.  Whatever PDF/UA-1 forbids
and a program can see is a fault.
"""

import base64
import json
import re
import subprocess

TOKEN = re.compile(rb"<<|>>|<[0-9A-Fa-f]*>|\((?:\\.|[^\\)])*\)|\[|\]"
                   rb"|/[^\s<>\[\]/()]*|[^\s<>\[\]/()]+", re.DOTALL)
PAINTS = {"TJ", "f", "S"}


def decode(code):
    """UTF-16 as hex digits."""
    return bytes.fromhex(code).decode("utf-16-be")


class Pdf:
    def __init__(self, path):
        made = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            capture_output=True, text=True, check=True)
        self.objects = json.loads(made.stdout)["qpdf"][1]
        self.faults = []
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.pages = self.find_pages(self.catalog["/Pages"])
        self.fonts = {}
        self.said = [self.read_page(page) for page in self.pages]

    def fault(self, sentence):
        self.faults.append(sentence)

    def get(self, thing):
        """The object that a reference names; anything else as it is."""
        if isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            found = self.objects["obj:" + thing]
            return found["value"] if "value" in found else found["stream"]
        return thing

    @staticmethod
    def text(thing):
        """What a text string says: qpdf marks it with u: or b:."""
        return thing[2:] if thing is not None else None

    def find_pages(self, node):
        found = self.get(node)
        if found["/Type"] == "/Page":
            return [node]
        return [page for kid in found["/Kids"] for page in self.find_pages(kid)]

    def stream(self, reference):
        return base64.b64decode(self.get(reference)["data"])

    def font(self, reference):
        """The text that each glyph of a font stands for."""
        if reference not in self.fonts:
            font = self.get(reference)
            rows = re.findall(rb"<(\w{4})><(\w+)>\n",
                              self.stream(font["/ToUnicode"]).split(
                                  b"endcodespacerange")[1])
            self.fonts[reference] = {row[0]: decode(row[1].decode())
                                     for row in rows}
            self.check_font(font, self.fonts[reference])
        return self.fonts[reference]

    def check_font(self, font, says):
        name = font["/BaseFont"]
        inner = self.get(font["/DescendantFonts"][0])
        descriptor = self.get(inner["/FontDescriptor"])
        if not re.match(r"/[A-Z]{6}\+\w", name):
            self.fault(f"{name} is no name of a subset")
        if "/FontFile2" not in descriptor and "/FontFile3" not in descriptor:
            self.fault(f"{name} is not embedded")
        if inner["/Subtype"] == "/CIDFontType2" and \
                inner["/CIDToGIDMap"] != "/Identity":
            self.fault(f"{name} has no map to its glyphs")
        wide = 0
        for thing in inner["/W"]:
            wide += len(thing) if isinstance(thing, list) else 0
        if wide != len(says):
            self.fault(f"{name} has {wide} widths for {len(says)} glyphs")
        if not all(says.values()):
            self.fault(f"{name} has a glyph that says nothing")

    def read_page(self, reference):
        """What each numbered content of a page says."""
        page = self.get(reference)
        names = self.get(page["/Resources"])["/Font"]
        says, marks, stack, hidden = {}, [], [], None
        font = {}
        for token in TOKEN.findall(self.stream(page["/Contents"])):
            word = token.decode("latin-1")
            if word == "BDC":
                marks.append(self.open_mark(stack, says))
                if marks[-1] == "Span":
                    hidden = decode(stack[-1][5:-1])
                stack = []
            elif word == "EMC":
                if marks.pop() == "Span":
                    self.say(marks, says, hidden)
                    hidden = None
            elif word == "Tf":
                font = self.font(names[stack[-2]])
                stack = []
            elif word in PAINTS:
                if not marks:
                    self.fault(f"{reference}: {word} is not marked")
                for glyphs in stack if word == "TJ" else []:
                    if glyphs[0] == "(":
                        self.show(glyphs, font, hidden, marks, says)
                stack = []
            elif re.fullmatch(r"[A-Za-z]+", word):
                stack = []
            elif word not in ("<<", ">>", "[", "]"):
                stack.append(word)
        if marks:
            self.fault(f"{reference}: a mark is open at the end")
        if sorted(says) != list(range(len(says))):
            self.fault(f"{reference}: contents are not numbered from 0")
        return says

    def open_mark(self, stack, says):
        if stack[0] == "/Artifact":
            return "Artifact"
        if "/ActualText" in stack:
            return "Span"
        number = int(stack[stack.index("/MCID") + 1])
        if number in says:
            self.fault(f"content {number} stands twice on a page")
        says[number] = ""
        return number

    def show(self, glyphs, font, hidden, marks, says):
        codes = re.sub(r"\\(.)", lambda sign: sign[1].replace("r", "\r"),
                       glyphs[1:-1], flags=re.DOTALL)
        for high, low in zip(codes[::2], codes[1::2]):
            glyph = f"{ord(high):02X}{ord(low):02X}".encode()
            if glyph == b"0000" or glyph not in font:
                self.fault(f"glyph {glyph.decode()} stands for no letter")
            elif hidden is None:
                self.say(marks, says, font[glyph])

    @staticmethod
    def say(marks, says, text):
        for mark in marks:
            if isinstance(mark, int):
                says[mark] += text

    # --- The tree ---------------------------------------------------------

    def tree(self):
        """The structure as nested elements, checked on the way."""
        root = self.get(self.catalog["/StructTreeRoot"])
        self.parents = {}
        numbers = self.get(root["/ParentTree"])["/Nums"]
        for key, elements in zip(numbers[::2], numbers[1::2]):
            self.parents[key] = self.get(elements)
        self.seen = set()
        kids = root["/K"]
        kids = kids if isinstance(kids, list) else [kids]
        found = [self.element(kid, self.catalog["/StructTreeRoot"])
                 for kid in kids]
        for number, page in enumerate(self.pages):
            if self.get(page)["/StructParents"] != number:
                self.fault(f"page {number} is not in the parent tree")
            for content in self.said[number]:
                if (number, content) not in self.seen:
                    self.fault(f"page {number}: content {content} is in no "
                               "element")
            if len(self.parents[number]) != len(self.said[number]):
                self.fault(f"page {number}: the parent tree has other "
                           "contents")
        return found[0]

    def element(self, reference, parent):
        raw = self.get(reference)
        if raw["/P"] != parent:
            self.fault(f"{reference} does not know its parent")
        attributes = raw.get("/A", {})
        made = {
            "tag": raw["/S"][1:],
            "lang": self.text(raw.get("/Lang")),
            "alt": self.text(raw.get("/Alt")),
            "scope": attributes.get("/Scope", "")[1:],
            "columns": attributes.get("/ColSpan", 1),
            "box": attributes.get("/BBox"),
            "kids": [],
        }
        kids = raw.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, str):
                made["kids"].append(self.element(kid, reference))
            elif isinstance(kid, dict):
                made["kids"].append(
                    self.content(kid["/MCID"], kid["/Pg"], reference))
            else:
                made["kids"].append(self.content(kid, raw["/Pg"], reference))
        said = self.text(raw.get("/ActualText"))
        made["said"] = said if said is not None else "".join(
            kid if isinstance(kid, str) else kid["said"]
            for kid in made["kids"])
        return made

    def content(self, number, page, element):
        at = self.pages.index(page)
        if (at, number) in self.seen:
            self.fault(f"page {at}: content {number} is in two elements")
        self.seen.add((at, number))
        if self.parents[at][number] != element:
            self.fault(f"page {at}: the parent of content {number} is another")
        return self.said[at][number]
