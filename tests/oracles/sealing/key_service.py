"""The adapter of the key service against moto, which imitates AWS: python tests/oracles/sealing/key_service.py

Needs: pip install "moto[server]" (5.2.5). Starts its server on a free port of this machine and runs the specification
of the adapter against it.
"""

import os
import subprocess
import sys
from pathlib import Path

from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
try:
    environment = {**os.environ, "AWS_ENDPOINT_URL_KMS": f"http://{host}:{port}"}
    sealing = Path(__file__).parents[3] / "libs" / "sealing"
    command = ["npm", "run", "-s", "integration", "--", "kms"]
    sys.exit(subprocess.run(command, cwd=sealing, env=environment, check=False).returncode)
finally:
    server.stop()
