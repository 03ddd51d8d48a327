"""No test reports to Weights & Biases, whatever the shell or `.env` says."""

import os

os.environ["WANDB_MODE"] = "disabled"
