// @ts-check
/* The tasks that the editor has besides its tables, each a view in the place of a form. */
import { t } from "../../../page/browser/core/messages.js";
import { BringInView } from "./bring_in_view.js";
import { PublishView } from "./publish_view.js";
import { SettingsView } from "./settings_view.js";
import { StoryView } from "./story_view.js";
import { TranslationsView } from "./translations_view.js";

/** @typedef {keyof typeof VIEWS} ViewName */

export const VIEWS = {
  story: StoryView,
  translations: TranslationsView,
  settings: SettingsView,
  sources: BringInView,
  publish: PublishView,
};

/**
 * What a view is called.
 * @param {ViewName} name
 */
export function viewName(name) {
  const words = {
    story: t("Story"),
    translations: t("Translations"),
    settings: t("Settings"),
    sources: t("Bring in sources"),
    publish: t("Publish"),
  };
  return words[name];
}
