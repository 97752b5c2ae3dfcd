/**
 * What modules know about files: the questions ({@link dev.sluice.modules.system.files.FileAt},
 * {@link dev.sluice.modules.system.files.ContentOf}, ...) and the effects that alter their answers
 * ({@link dev.sluice.modules.system.files.FilesPlaced}, {@link dev.sluice.modules.system.files.Mounted}, ...).
 */
@NullMarked
package dev.sluice.modules.system.files;

import org.jspecify.annotations.NullMarked;
