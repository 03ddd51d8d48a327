# Evaluates the model in models/ on the test split of data/processed. From the root of the repository:
#   docker build -f dockerfiles/evaluate.dockerfile -t evaluate:latest .
#   docker run --rm -v "$PWD/data:/app/data:ro" -v "$PWD/models:/app/models:ro" -v "$PWD/reports:/app/reports" evaluate:latest

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
# Packages first, because they take minutes: the extras are what reads weights at an address. Docker repeats this step only if one of these files has changed.
<%_ if (manager === 'uv') { _%>
COPY dockerfiles/install.sh pyproject.toml uv.lock* ./
<%_ } else { _%>
COPY dockerfiles/install.sh pyproject.toml requirements.txt ./
<%_ } _%>
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
RUN --mount=type=cache,target=/root/.cache sh install.sh bucket logging tracking
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
# A job that ends by itself needs no health check.
HEALTHCHECK NONE
ENTRYPOINT ["python", "-m", "pkgname.evaluate"]
