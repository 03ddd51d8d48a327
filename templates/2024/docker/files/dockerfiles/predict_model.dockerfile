# Predicts the test split, or images of your own. From the root of the repository:
#   docker build -f dockerfiles/predict_model.dockerfile -t predict_model:latest .
#   docker run --rm -v "$PWD/data:/app/data:ro" -v "$PWD/models:/app/models:ro" -v "$PWD/reports:/app/reports" predict_model:latest
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
# A job that ends by itself needs no health check.
HEALTHCHECK NONE
ENTRYPOINT ["python", "-m", "pkgname.predict_model"]
