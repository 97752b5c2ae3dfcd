package dev.sluice.connection;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.UnixDomainSocketFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/** The keys that one connection offers: the files named for it, then what the SSH agent holds. */
final class SshIdentities implements IdentityRepository {
    private final List<Identity> identities = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private SshIdentities() {}

    static SshIdentities of(SshDestination destination) {
        SshIdentities found = new SshIdentities();
        List<Identity> agent = found.agent(destination.login().agent());
        for (Path file : destination.login().identities()) {
            found.add(file, agent);
        }
        for (Identity key : agent) {
            if (!destination.login().onlyThese() && !found.contains(key.getPublicKeyBlob())) {
                found.identities.add(key);
                found.remarks.add("key '" + key.getName() + "' of the agent");
            }
        }
        return found;
    }

    private List<Identity> agent(@Nullable Path socket) {
        if (socket == null) {
            return List.of();
        }
        try {
            AgentIdentityRepository repository =
                    new AgentIdentityRepository(new SSHAgentConnector(new UnixDomainSocketFactory(), socket));
            if (repository.getStatus() != IdentityRepository.RUNNING) {
                remarks.add("no agent answers at " + socket);
                return List.of();
            }
            return repository.getIdentities();
        } catch (AgentProxyException unavailable) {
            remarks.add("the agent at " + socket + " cannot be used: " + unavailable.getMessage());
            return List.of();
        }
    }

    private void add(Path file, List<Identity> agent) {
        if (!Files.exists(file)) {
            remarks.add("the key " + file + " does not exist");
            return;
        }
        byte[] publicKey = publicKey(file);
        for (Identity key : agent) {
            if (publicKey != null && Arrays.equals(key.getPublicKeyBlob(), publicKey)) {
                identities.add(key);
                remarks.add("key " + file + " through the agent");
                return;
            }
        }
        try {
            JSch loader = new JSch();
            loader.addIdentity(file.toString());
            for (Identity key : loader.getIdentityRepository().getIdentities()) {
                if (key.isEncrypted()) {
                    remarks.add("the key " + file + " is encrypted and the agent does not hold it; run 'ssh-add " + file
                            + "'");
                } else {
                    identities.add(key);
                    remarks.add("key " + file);
                }
            }
        } catch (JSchException unusable) {
            remarks.add("the key " + file + " cannot be used: " + unusable.getMessage());
        }
    }

    private static byte @Nullable [] publicKey(Path privateKey) {
        Path file = Path.of(privateKey + ".pub");
        try {
            String[] fields =
                    Files.exists(file) ? Files.readString(file).strip().split("\\s+") : new String[0];
            return fields.length < 2 ? null : Base64.getDecoder().decode(fields[1]);
        } catch (IOException | IllegalArgumentException unusable) {
            return null;
        }
    }

    private boolean contains(byte[] publicKey) {
        return identities.stream().anyMatch(each -> Arrays.equals(each.getPublicKeyBlob(), publicKey));
    }

    /** What is offered and what had to be left out, for messages. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    int count() {
        return identities.size();
    }

    @Override
    public String getName() {
        return "sluice";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // JSch's interface demands a Vector.
    public Vector<Identity> getIdentities() {
        return new Vector<>(identities);
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {
        identities.clear();
    }
}
