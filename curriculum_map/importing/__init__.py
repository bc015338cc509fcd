"""From bytes to cells with addresses, to a layout, to a grid with findings; and the template."""
