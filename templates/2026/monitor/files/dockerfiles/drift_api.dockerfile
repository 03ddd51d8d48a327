# Serves the verdict on drift, without the model and its packages. From the root of the repository:
#   python -m pkgname.drift.reference
#   docker build -f dockerfiles/drift_api.dockerfile -t drift_api:latest .
#   docker run --rm -p 8003:8003 -v "$PWD/models:/app/models:ro" -v "$PWD/predictions:/app/predictions:ro" drift_api:latest

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
# Only the packages of the verdict: it reads numbers, so it needs neither PyTorch nor what opens an image.
RUN --mount=type=cache,target=/root/.cache sh install.sh --only drift api bucket
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
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp USER=app HOST=0.0.0.0 \
    PREDICTIONS_URI=file:predictions
USER 1000
EXPOSE 8003
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\", 8003)}/health')"]
# The command reads PORT, which cloud platforms set. Without PORT it listens on 8003.
CMD ["python", "-m", "pkgname.drift.api"]
