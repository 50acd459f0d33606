"""`python -m mapgen`: the same as the command `mapgen`."""

from mapgen.cli import main

if __name__ == "__main__":
    main(prog_name="mapgen")
