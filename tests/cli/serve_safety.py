"""serve_safety.py PORT MODE: what a server lets pass and what not. MODE: open (a server without a token), token (one with
the token "0123456789abcdef-secret")."""
import gzip
import socket
import sys
import time

PORT, MODE = int(sys.argv[1]), sys.argv[2]
bad = []


def raw(request, timeout=20):
    """Sends bytes, gives (status, headers, body)."""
    with socket.create_connection(("127.0.0.1", PORT), timeout=timeout) as s:
        s.sendall(request)
        data = b""
        while piece := s.recv(65536):
            data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
    return int(lines[0].split()[1]) if lines[0] else 0, headers, body


def ask(target, method="GET", body=b"", host=f"localhost:{PORT}", **headers):
    fields = {"Host": host, "Connection": "close", **{k.replace("_", "-"): v for k, v in headers.items()}}
    if method == "POST":
        fields["Content-Length"] = str(len(body))
    lines = "".join(f"{k}: {v}\r\n" for k, v in fields.items() if v is not None)
    return raw(f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + body)


def expect(what, status, got):
    if got[0] != status:
        bad.append(f"{what}: {got[0]}, expected {status}: {got[2][:100]}")
    return got


def hosts():
    for host in [f"localhost:{PORT}", f"127.0.0.1:{PORT}", f"[::1]:{PORT}", "localhost", f"LOCALHOST:{PORT}"]:
        expect(f"Host {host}", 200, ask("/api/version", host=host))
    for host in ["evil.example", f"evil.example:{PORT}", "localhost.evil.example", "localhost:80:80", "127.0.0.1.evil.example",
                 "[::1", "[::1]x", "localhost@evil", "127.0.0.2", "", "0.0.0.0"]:
        expect(f"Host {host}", 421, ask("/api/version", host=host))
        expect(f"page of Host {host}", 421, ask("/", host=host))
    if raw(b"GET /api/version HTTP/1.0\r\n\r\n")[0] not in (400, 421):
        bad.append("a request without Host was answered")


def origins():
    expect("own page", 200, ask("/api/version", Origin=f"http://localhost:{PORT}", Sec_Fetch_Site="same-origin"))
    expect("typed address", 200, ask("/api/version", Sec_Fetch_Site="none"))
    for origin in ["http://evil.example", "null", f"http://localhost:{PORT + 1}", "http://localhost", f"http://127.0.0.1:{PORT}",
                   f"ftp://localhost:{PORT}", f"http://localhost:{PORT}.evil", f"localhost:{PORT}"]:
        expect(f"Origin {origin}", 403, ask("/api/version", Origin=origin))
        expect(f"POST of {origin}", 403, ask("/api/read", "POST", b"A text.", Origin=origin))
    for site in ["cross-site", "same-site", "x"]:
        expect(f"Sec-Fetch-Site {site}", 403, ask("/api/version", Sec_Fetch_Site=site))
    expect("a link from elsewhere to the page", 200, ask("/", Sec_Fetch_Site="cross-site"))


def headers():
    for target in ["/", "/page.js", "/api/version", "/nothing", "/metrics"]:
        got = ask(target)[1]
        policy = got.get("content-security-policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy or "script-src 'self';" not in policy:
            bad.append(f"{target}: content security policy {policy}")
        for name, value in [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"),
                            ("cross-origin-resource-policy", "same-origin")]:
            if got.get(name) != value:
                bad.append(f"{target}: {name} is {got.get(name)}")
        if "access-control-allow-origin" in got:
            bad.append(f"{target}: lets other sites read")


def assets():
    plain, packed = ask("/page.js"), ask("/page.js", Accept_Encoding="br, gzip;q=0.8")
    if packed[1].get("content-encoding") != "gzip" or gzip.decompress(packed[2]) != plain[2] or not plain[2]:
        bad.append("page.js packed is not page.js")
    if ask("/page.js", Accept_Encoding="gzip;q=0")[1].get("content-encoding"):
        bad.append("gzip was sent to one who refuses it")
    tag = packed[1]["etag"]
    expect("If-None-Match", 304, ask("/page.js", Accept_Encoding="gzip", If_None_Match=f'"x", {tag}'))
    expect("If-None-Match of another", 200, ask("/page.js", Accept_Encoding="gzip", If_None_Match='"x"'))
    expect("POST to an asset", 405, ask("/page.js", "POST", b"x"))
    head = ask("/page.js", "HEAD")
    if head[0] != 200 or head[2]:
        bad.append("HEAD gives a body")


def slow():
    """A client that sends a byte now and then is dropped; others are answered meanwhile."""
    begun = time.monotonic()
    slow_ones = [socket.create_connection(("127.0.0.1", PORT)) for _ in range(20)]
    for s in slow_ones:
        s.sendall(b"GET /api/version HTTP/1.1\r\nHost: localhost\r\nX: ")
    alive = list(slow_ones)
    while alive and time.monotonic() - begun < 60:
        time.sleep(0.5)
        expect("while slow clients wait", 200, ask("/api/version"))
        for s in list(alive):
            try:
                s.sendall(b"x")
                s.setblocking(False)
                if s.recv(100) == b"":
                    alive.remove(s)
            except BlockingIOError:
                pass
            except OSError:
                alive.remove(s)
    if alive:
        bad.append(f"{len(alive)} slow clients are still there after {time.monotonic() - begun:.0f} s")
    for s in slow_ones:
        s.close()


def broken():
    for junk in [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"x" * 100000,
                 b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 20000 + b"\r\n",
                 b"POST /api/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
                 b"POST /api/read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n",
                 b"GET /" + b"a" * 60000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"]:
        try:
            status = raw(junk, timeout=40)[0]
        except OSError:
            status = 0  # dropped: fine
        if status == 200 or status >= 500 and status not in (501, 505):
            bad.append(f"{junk[:30]!r}: {status}")
    expect("after all that", 200, ask("/api/version"))


def token():
    secret = "0123456789abcdef-secret"
    expect("no token", 401, ask("/api/version"))
    for wrong in ["Bearer", "Bearer ", f"Bearer {secret}x", f"Bearer {secret[:-1]}", f"Basic {secret}", secret, "Bearer " + "0" * len(secret),
                  "Bearer " + secret * 2]:
        expect(f"token {wrong}", 401, ask("/api/version", Authorization=wrong))
        expect(f"metrics with {wrong}", 401, ask("/metrics", Authorization=wrong))
    expect("token", 200, ask("/api/version", Authorization=f"Bearer {secret}"))
    expect("the page itself", 200, ask("/"))
    expect("name given with --host", 200, ask("/api/version", host="entente.example.org", Authorization=f"Bearer {secret}"))
    expect("another name", 421, ask("/api/version", host="evil.example", Authorization=f"Bearer {secret}"))


if MODE == "token":
    token()
else:
    hosts()
    origins()
    headers()
    assets()
    broken()
    slow()
print("\n".join(bad) or f"safety ({MODE}): all as it should be")
sys.exit(1 if bad else 0)
