package dev.sluice.modules.system.block;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * What a device carries is replaced, e.g. by {@code pvcreate}, or wiped with its start and its end.
 *
 * @param device its name, any alias
 * @param signature what it carries then; empty after a wipe
 */
public record SignatureWritten(DeviceName device, Optional<Signature> signature) implements Effect {
    /** A physical volume of LVM. */
    public static SignatureWritten physicalVolume(String device) {
        return new SignatureWritten(
                DeviceName.of(device),
                Optional.of(new Signature(
                        "raid", "LVM2_member", "", Answer.unknown("the identifier that pvcreate gives " + device))));
    }

    /** Nothing any more. */
    public static SignatureWritten wiped(String device) {
        return new SignatureWritten(DeviceName.of(device), Optional.empty());
    }

    @Override
    public void alter(Alterations alterations) {
        DeviceChange.of(
                alterations,
                device,
                before -> before.map(found -> found.map(
                        each -> signature.isEmpty() ? each.wiped() : each.withSignature(Answer.of(signature)))));
    }
}
