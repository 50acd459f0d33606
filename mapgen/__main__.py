"""`python -m mapgen`: the same as the command `mapgen`."""

from mapgen.commands.main import main

if __name__ == "__main__":
    main(prog_name="mapgen")
