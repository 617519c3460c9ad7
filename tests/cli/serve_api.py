"""serve_api.py URL OPENAPI PATHS_C: asks every documented path and holds each answer against its schema; then asks
every path with wrong, huge and hostile parameters, which must give 4xx with a JSON error. Fixed seed: the same requests
every time."""
import http.client
import json
import random
import re
import sys
import urllib.parse

BASE = urllib.parse.urlsplit(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as f:
    API = json.load(f)
ERROR = API["components"]["schemas"]["Error"]
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
bad = []


def ask(method, target, body=None, headers=None):
    connection = http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=30)
    try:
        connection.request(method, target, body=body, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.getheader("Content-Type", ""), response.read()
    finally:
        connection.close()


def is_type(value, name):
    if name == "null":
        return value is None
    if name in ("number", "integer"):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole or (name == "number" and isinstance(value, float))
    return isinstance(value, TYPES[name])


def check(value, schema, at="$"):
    """The parts of JSON Schema that the document uses. Gives the first thing that is wrong, or None."""
    if "$ref" in schema:
        return check(value, API["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], at)
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, t) for t in types):
        return f"{at}: {value!r:.80} is not {types}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at}: {value!r:.80} is not one of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{at}: {value!r:.80} does not match {schema['pattern']}"
    if isinstance(value, int) and "minimum" in schema and value < schema["minimum"]:
        return f"{at}: {value} is below {schema['minimum']}"
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            wrong = check(item, schema["items"], f"{at}[{i}]")
            if wrong:
                return wrong
    if isinstance(value, dict) and "properties" in schema:
        for name in schema.get("required", []):
            if name not in value:
                return f"{at}: no {name}"
        for name, item in value.items():
            if name not in schema["properties"] and schema.get("additionalProperties") is False:
                return f"{at}: {name} is not documented"
            wrong = check(item, schema["properties"].get(name, {}), f"{at}.{name}")
            if wrong:
                return wrong
    return None


def operations():
    for path, item in API["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def expect_answer(path, method, operation, parameters, body):
    target = path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
    status, kind, content = ask(method, target, body)
    (documented, media), = operation["responses"]["200"]["content"].items()
    if status != 200 or kind != documented:
        return bad.append(f"{method} {target}: {status} {kind}: {content[:200]}")
    if kind == "application/json":
        wrong = check(json.loads(content), media["schema"])
        if wrong:
            bad.append(f"{method} {target}: {wrong}")
    return content


def expect_error(method, target, body=None, statuses=range(400, 500)):
    status, kind, content = ask(method, target, body)
    try:
        wrong = None if kind == "application/json" else kind
        wrong = wrong or check(json.loads(content), ERROR)
    except ValueError as e:
        wrong = str(e)
    if status not in statuses or wrong:
        bad.append(f"{method} {target[:120]!r}: {status}, expected an error; {wrong}; {content[:120]}")


def documented_calls():
    """All required parameters alone; each optional one added alone; all together."""
    n = 0
    first = json.loads(ask("GET", "/api/claims?limit=1")[2])["claims"]
    document = first[0]["document"] if first else None
    for path, method, operation in operations():
        parameters = operation.get("parameters", [])
        examples = {p["name"]: p.get("example") for p in parameters}
        if path == "/api/document" or "document" in examples:
            examples["id" if path == "/api/document" else "document"] = document
        required = {p["name"]: examples[p["name"]] for p in parameters if p["required"]}
        if None in required.values() or path == "/api/alliances":
            continue  # nothing to ask for in an empty store; loaded data are asked for below
        body = operation.get("requestBody", {}).get("content", {}).get("text/plain", {}).get("example")
        optional = {k: v for k, v in examples.items() if k not in required and v is not None}
        for extra in [{}] + [{k: v} for k, v in optional.items()] + [optional]:
            expect_answer(path, method, operation, {**required, **extra}, body.encode() if body else None)
            n += 1
    expect_error("GET", "/api/alliances?year=2018", statuses=[404])
    return n


HOSTILE = ["", "%", "%zz", "%00", "%ff%fe", "%0d%0aX-Injected:1", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "'; DROP TABLE claim; --",
           "<script>alert(1)</script>", "9" * 400, "-1", "1e9", "nan", "\u202e", "\U0001f1f0", "a" * 3000, "{}", "[]", "null", "%25s%25n",
           "2024-02-31", "0000-00-00", "KOR;NATO", "*", "\u0000", "+", "0x10", " ", "9223372036854775808"]


def hostile_calls():
    n = 0
    rng = random.Random(8650)
    for path, method, operation in operations():
        body = b"A text." if method == "POST" else None
        wrong_method = "POST" if method == "GET" else "GET"
        expect_error(wrong_method, path, b"", [405])
        expect_error("DELETE", path, None, [405])
        expect_error(method, path + "?unknown=1", body)
        expect_error(method, path + "?" + "x" * 5000, body)
        expect_error(method, path + "?" + "&".join(f"p{i}=1" for i in range(200)), body)
        for p in operation.get("parameters", []):
            fine = {q["name"]: q.get("example") for q in operation["parameters"] if q["required"] and q is not p}
            fixed = urllib.parse.urlencode(fine)
            for value in HOSTILE:
                value = value if "%" in value else urllib.parse.quote(value)
                target = f"{path}?{fixed}&{p['name']}={value}"
                status, kind, content = ask(method, target, body)
                n += 1
                if status >= 500 or (status >= 400 and (kind != "application/json" or check(json.loads(content), ERROR))):
                    bad.append(f"{method} {target[:120]!r}: {status} {kind} {content[:120]}")
                if status == 200 and p["schema"].get("type") == "integer" and not re.fullmatch(r"\d{1,9}", urllib.parse.unquote(value)):
                    bad.append(f"{method} {target[:120]!r}: 200 for a number that is none")
            expect_error(method, f"{path}?{fixed}&{p['name']}=1&{p['name']}=2", body)
            if p["required"]:
                expect_error(method, f"{path}?{fixed}", body, [400])
        for _ in range(60):  # anything at all
            junk = "".join(chr(rng.randrange(33, 127)) for _ in range(rng.randrange(1, 200)))
            status, kind, content = ask(method, f"{path}?{junk}", body)
            n += 1
            if status >= 500:
                bad.append(f"{method} {path}?{junk}: {status} {content[:100]}")
    for target in ["/api", "/api/", "/api/nothing", "/etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                   "/page.js/../../x", "/index.html", "/.git/config", "/api/claims/", "/API/version"]:
        expect_error("GET", target, statuses=[400, 404])
    for junk in [b"", b"   \n", b"\x00" * 1000, b"\xff\xfe" * 500, b"PK\x03\x04zip", b"\x1f\x8bgz", b"%PDF-1.7 x"]:
        status, kind, content = ask("POST", "/api/read", junk)
        if status >= 500 or status < 200:
            bad.append(f"POST /api/read {junk[:10]!r}: {status}")
    expect_error("POST", "/api/read", b"x" * ((1 << 20) + 1), [413])
    return n


def same_lists(source):
    """The program's table of paths and the document name the same parameters."""
    with open(source, encoding="utf-8") as f:
        text = f.read()
    lists = {}
    for name, inner in re.findall(r"static const enti_parameter (\w+)\[\] = \{(.*?)\};", text, re.S):
        names = re.findall(r'(?:ACTOR\(|DATE\(|\{)"(\w+)"', inner)
        lists[name] = set(names) | ({"offset", "limit"} if "PAGE(" in inner else set())
    table = {path: (method, lists.get(name, set())) for path, method, name in
             re.findall(r'\{"(/[^"]+)", "(\w+)", enti_answer_\w+, (?:TAKES\((\w+)\)|NULL)', text)}
    documented = {path: (method, {p["name"] for p in operation.get("parameters", [])}) for path, method, operation in operations()}
    for path in sorted(set(table) | set(documented)):
        if table.get(path) != documented.get(path):
            bad.append(f"{path}: the program takes {table.get(path)}, the document has {documented.get(path)}")
    return len(table)


paths = same_lists(sys.argv[3])
calls, hostile = documented_calls(), hostile_calls()
for line in bad[:40]:
    print(line)
print(f"{paths} paths, {calls} documented calls, {hostile} hostile ones, {len(bad)} wrong")
sys.exit(1 if bad or paths < 16 or calls < 60 or hostile < 1500 else 0)
