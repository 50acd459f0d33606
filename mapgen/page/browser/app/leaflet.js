/* Leaflet, whose own script runs before the modules. */
export const L = window.L;
