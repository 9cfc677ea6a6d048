/** A content in the CMS: the same bridge as in a lesson, with nowhere to save to. */
import h5pFrame from "./enhancements/h5p-frame.js";

for (const part of document.querySelectorAll("[data-h5p-preview]")) h5pFrame(part);
