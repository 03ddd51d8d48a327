# Serves predictions of the exported model, without PyTorch. From the root of the repository:
#   python -m pkgname.serving.export_onnx
#   docker build -f dockerfiles/onnx_api.dockerfile -t onnx_api:latest .
#   docker run --rm -p 8000:8000 -v "$PWD/models:/app/models:ro" onnx_api:latest

# The first stage installs the packages, the second copies them: the final image contains no installer.
FROM python:<%- python %>-slim AS build
WORKDIR /app
<%_ if (manager === 'uv') { _%>
ENV PATH=/opt/venv/bin:$PATH VIRTUAL_ENV=/opt/venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN python -m pip install --no-cache-dir uv==<%- versions.uv %> && python -m venv --without-pip /opt/venv
<%_ } else { _%>
RUN python -m pip install --no-cache-dir pip==<%- versions.pip %> && python -m venv --without-pip /opt/venv
ENV PIP_PYTHON=/opt/venv/bin/python PIP_DISABLE_PIP_VERSION_CHECK=1
<%_ } _%>
# Packages first. Docker repeats this step only if one of these files has changed.
<%_ if (manager === 'uv') { _%>
COPY dockerfiles/install.sh pyproject.toml uv.lock* ./
<%_ } else { _%>
COPY dockerfiles/install.sh pyproject.toml requirements.txt ./
<%_ } _%>
# Not what only the training and the export import. If data.py imports PyTorch, take torch out of this list, and copy ARG TORCH_INDEX
# from api.dockerfile.
ARG WITHOUT="torch scikit-learn matplotlib onnx onnxscript"
RUN --mount=type=cache,target=/root/.cache sh install.sh api telemetry logging onnx<% if (tasks.includes('io-collection')) { %> bucket<% } %>
# Then the project, which takes seconds.
COPY . .
<%_ if (manager === 'uv') { _%>
RUN --mount=type=cache,target=/root/.cache uv pip install --no-deps .
<%_ } else { _%>
RUN --mount=type=cache,target=/root/.cache/pip python -m pip install --no-deps .
<%_ } _%>

FROM python:<%- python %>-slim
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
# Not root, and a number, which every platform can check. `docker run --user` may choose another one, so every user may write to
# the working folder, and has a name and a home without an entry in /etc/passwd.
RUN chmod 1777 /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp USER=app
USER 1000
EXPOSE 8000
# Without an exported model /health answers 503, and the container is unhealthy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\", 8000)}/health')"]
# Cloud platforms set PORT. `exec` replaces the shell by the server, so that the server receives the signal to stop.
CMD ["sh", "-c", "exec uvicorn pkgname.serving.onnx_api:app --host 0.0.0.0 --port ${PORT:-8000}"]
