/* The components by name: how a script of folium's, or another component, makes one. */

const kinds = new Map();

/** Tells of a component; `Handle` stands for it in a layer control, where it is a layer. */
export const register = (name, Kind, Handle) => {
  kinds.set(name, { Kind, Handle });
};

/** The class of a component; only of one whose module is in the page. */
export const kindOf = (name) => kinds.get(name).Kind;

/** The class of what stands for it in a layer control, or undefined. */
export const handleOf = (name) => kinds.get(name).Handle;
