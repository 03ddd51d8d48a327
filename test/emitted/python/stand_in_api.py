"""Stands in for an API that is loaded: `slow` takes its time, `broken` answers 500, `short` leaves out a prediction.

    python stand_in_api.py PORT slow|broken|short
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, KIND = int(sys.argv[1]), sys.argv[2]
SECONDS = 0.7


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(200, {"example_item": "item"})

    def do_POST(self) -> None:
        items = json.loads(self.rfile.read(int(self.headers["content-length"])))["items"]
        if KIND == "slow":
            time.sleep(SECONDS)
        predictions = [{}] * (len(items) - (KIND == "short"))
        self.answer(500 if KIND == "broken" else 200, {"predictions": predictions})

    def answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
