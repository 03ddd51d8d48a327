"""Commands for the API."""

<%_ if (tasks.includes('load-test')) { _%>
import os

from invoke import Context, Exit, task

from tasks_stages.runner import ROOT, quote, run
<%_ } else { _%>
from invoke import Context, task

from tasks_stages.runner import run
<%_ } _%>


@task
def serve(ctx: Context) -> None:
    """Serve predictions on http://127.0.0.1:8000, and restart when the code changes."""
    run(ctx, "uvicorn pkgname.api:app --reload --port 8000")
<%_ if (tasks.includes('api-tests')) { _%>


@task
def test_api(ctx: Context) -> None:
    """Run the tests of the API."""
    run(ctx, "pytest tests/integrationtests")
<%_ } _%>
<%_ if (tasks.includes('load-test')) { _%>


@task(help={"host": "URL of a running API.", "users": "1 to 100.", "seconds": "10 to 600.", "args": "For locust."})
def load_test(ctx: Context, host: str = "", users: int = 10, seconds: int = 30, args: str = "") -> None:
    """Load test a running API, by default the one on this machine or that of LOCUST_HOST; reports go to reports/load/."""
    if not 1 <= users <= 100 or not 10 <= seconds <= 600:
        raise Exit("a load test has 1 to 100 users and takes 10 to 600 seconds", code=1)
    url = host or os.environ.get("LOCUST_HOST") or "http://127.0.0.1:8000"
    (ROOT / "reports" / "load").mkdir(parents=True, exist_ok=True)
    load = f"--host {quote(url)} --users {users} --spawn-rate 10 --run-time {seconds}s"
    report = "--only-summary --csv reports/load/load --html reports/load/load.html"
    run(ctx, f"locust -f tests/performancetests/locustfile.py --headless {load} {report} {args}".rstrip())
<%_ } _%>
<%_ if (tasks.includes('specialised-serving')) { _%>


@task(help={"optimise": "Save the graph as ONNX Runtime optimises it."})
def export_onnx(ctx: Context, optimise: bool = False) -> None:
    """Export the trained model to models/model.onnx, and compare it with PyTorch in reports/onnx.md."""
    option = " --optimise" if optimise else ""
    run(ctx, f"python -m pkgname.serving.export_onnx{option}")


@task
def serve_onnx(ctx: Context) -> None:
    """Serve the exported model with ONNX Runtime on http://127.0.0.1:8000."""
    run(ctx, "python -m pkgname.serving.onnx_api")


@task
def serve_bentoml(ctx: Context) -> None:
    """Serve the exported model with BentoML on http://127.0.0.1:3000."""
    run(ctx, "python -m pkgname.serving.bentoml_serve")
<%_ } _%>
<%_ if (tasks.includes('frontend')) { _%>


@task
def frontend(ctx: Context) -> None:
    """Serve the page in front of the API on http://127.0.0.1:8001; BACKEND says where the API is."""
    run(ctx, "python -m pkgname.frontend_app")
<%_ } _%>
