# Serves predictions. From the root of the repository:
#   docker build -f dockerfiles/api.dockerfile -t api:latest .
#   docker run --rm -p 8000:8000 -v "$PWD/models:/app/models:ro" api:latest
FROM python:<%- python %>-slim
WORKDIR /app
# Packages first, because they take minutes. Docker repeats this step only if requirements.txt has changed. PyTorch comes without CUDA;
# for a GPU: --build-arg TORCH_INDEX=https://download.pytorch.org/whl/cu130
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
COPY requirements.txt .
RUN python -m pip install --no-cache-dir --extra-index-url "$TORCH_INDEX" -r requirements.txt
# Then the code, which takes seconds: the package lies in the working folder, and is imported from there.
COPY . .
# Not root, and a number, which every platform can check. `docker run --user` may choose another one, so every user may write to
# the working folder, and has a name and a home without an entry in /etc/passwd.
RUN chmod 1777 /app
ENV PYTHONUNBUFFERED=1 HOME=/tmp USER=app
USER 1000
EXPOSE 8000
# Without a model /health answers 503, and the container is unhealthy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ.get(\"PORT\", 8000)}/health')"]
# Cloud platforms set PORT. `exec` replaces the shell by the server, so that the server receives the signal to stop.
CMD ["sh", "-c", "exec uvicorn pkgname.api:app --host 0.0.0.0 --port ${PORT:-8000}"]
