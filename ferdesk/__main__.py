"""`python -m ferdesk` is `ferdesk`."""

import sys

from ferdesk.cli import main

sys.exit(main())
