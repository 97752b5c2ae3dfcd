package dev.sluice.inventory;

/** An encrypted text cannot be read. The message says why; {@link #hint()} what to do. */
public final class VaultException extends RuntimeException {
    private final String hint;

    VaultException(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    static VaultException damaged() {
        return new VaultException("this vault text is damaged", "encrypt it again, or restore it from a copy");
    }

    public String hint() {
        return hint;
    }
}
