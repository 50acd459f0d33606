// @ts-check
/*
 * What the page shows for a chapter: the state that the chapter asks for, the shade of the districts
 * and the maps; and what was shown before the story, which is shown again when it is closed.
 */
import { EarlierView } from "./earlier_view.js";
import { StoryMap } from "./story_map.js";
import { isShown, sceneIn, wantedState } from "./story_state.js";

/** @import { Chapter, Context, LeafletMap, Scene, State } from "../../browser/types" */

export class StoryView {
  /**
   * @param {LeafletMap} map
   * @param {Context} context
   * @param {HTMLElement} element the story's
   * @param {() => Scene | null} scene the scene that is read, of the chapter that is shown
   */
  constructor(map, context, element, scene) {
    this.map = map;
    this.context = context;
    this.scene = scene;
    this.maps = new StoryMap(context, element, scene);
    /** @type {EarlierView | null} what was shown before the story */
    this.earlier = null;
    /** Whether what changes is not the reader's doing. */
    this.ownChange = false;
  }

  /** Whether map, clock and districts show what the chapter asks for. */
  get follows() {
    return this.maps.follows;
  }

  /**
   * The story is opened: what is shown is to be shown again when it is closed.
   * @param {boolean} fromAddress whether the address has opened it
   */
  remember(fromAddress) {
    this.earlier = new EarlierView(this.map, this.context, fromAddress);
  }

  /**
   * Runs a step whose signals are not the reader's doing.
   * @param {() => void} step
   */
  quietly(step) {
    this.ownChange = true;
    step();
    this.ownChange = false;
  }

  /**
   * Whether a state is what a chapter, or the scene that is read, asks for.
   * @param {Chapter} chapter
   * @param {State} state
   */
  isShown(chapter, state) {
    return isShown(this.context, chapter, this.scene(), state);
  }

  /**
   * The scene of a chapter that a state shows.
   * @param {Chapter} chapter
   * @param {State} state
   */
  sceneIn(chapter, state) {
    return sceneIn(this.context, chapter, state);
  }

  /**
   * Shows what a chapter asks for, or the scene of it that is read.
   * @param {Chapter} chapter
   * @param {object} [how]
   * @param {boolean} [how.step] whether the browser's Back takes it back
   * @param {boolean} [how.still] whether the map moves at once
   */
  follow(chapter, { step = true, still = false } = {}) {
    const wanted = wantedState(this.context, chapter, this.scene());
    this.quietly(() => this.context.store.set({ ...wanted, chapter: chapter.id }, { step }));
    this.apply(chapter, true, still);
  }

  /**
   * Names a chapter in the state, and leaves the map to the reader.
   * @param {Chapter} chapter
   */
  name(chapter) {
    this.quietly(() => this.context.store.set({ chapter: chapter.id }, { step: false }));
    this.apply(chapter, false, true);
  }

  /**
   * Highlights a chapter's events and places; the map moves to its view if it is followed.
   * @param {Chapter} chapter
   * @param {boolean} follows
   * @param {boolean} still
   */
  apply(chapter, follows, still) {
    this.maps.show(chapter);
    this.maps.setFollows(follows);
    if (!follows) return;
    const { shade } = wantedState(this.context, chapter, this.scene());
    this.quietly(() => this.context.store.set({ shade }, { step: false }));
    this.maps.move(still);
  }

  /**
   * Shows again what was shown before the story.
   * @param {boolean} stateIsBack whether the state is that already: the address has gone back
   */
  restore(stateIsBack) {
    const { context, earlier } = this;
    if (earlier && !stateIsBack) this.quietly(() => context.store.set(earlier.state()));
    for (const pane of context.panes) {
      if (earlier && !pane.view && pane.home) pane.guidedBy(() => earlier.moveMap(pane));
    }
  }
}
